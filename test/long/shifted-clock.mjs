// Loaded before the app: its clock is off by as many milliseconds as a file says, from the moment that it changes.
import { readFileSync } from 'node:fs';

const RealDate = Date;
let offset = 0;
setInterval(() => {
  try {
    offset = Number(readFileSync(globalThis.clockFile, 'utf8')) || 0;
  } catch {
    // It is just being written.
  }
}, 100).unref();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset);
    else super(...args);
  }

  static now() {
    return RealDate.now() + offset;
  }
};
