// `npm run build`: compiles src to dist. Compiles into a folder of its own and moves file by file, since the compiler
// writes in place: a process that starts from dist meanwhile, or builds as well, would find half a file.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

// Next to dist, so that renaming is atomic, and the source maps' relative paths are right.
const fresh = `dist-${process.pid}`;
// The compiler gets the signal, too. Without this, the folder would stay behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

try {
  const args = ['-p', 'tsconfig.build.json', '--outDir', fresh];
  const { status } = spawnSync('node_modules/.bin/tsc', args, { stdio: 'inherit' });
  if (status === 0) moveFiles();
  process.exitCode = status ?? 1;
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function moveFiles() {
  for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = path.join(entry.parentPath, entry.name);
    const to = path.join('dist', path.relative(fresh, from));
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(from, to);
  }
}
