// Bundles the web page in memory, and answers with it: no build step, no files left behind.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { Routes } from '../fake-slack/fake-slack.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Messages hold what others wrote. Whatever they hold: no script but ours, and nothing from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** For `routes` of the fake Slack. Takes less than a second. */
export async function pageRoutes(): Promise<Routes> {
  const files = new Map([['/', await readFile(path.join(import.meta.dirname, 'index.html'), 'utf8')]]);
  const { outputFiles } = await build({
    entryPoints: ['page.tsx', 'page.css'],
    absWorkingDir: import.meta.dirname,
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  for (const file of outputFiles) files.set(`/${path.basename(file.path)}`, file.text);
  return [
    [
      '/',
      (_, response, { pathname }) => {
        const file = files.get(pathname);
        if (file === undefined) {
          response.writeHead(404).end('Not Found');
          return;
        }
        response.writeHead(200, {
          'content-type': types[path.extname(pathname) || '.html'] ?? 'text/plain',
          'content-security-policy': contentSecurityPolicy,
          'cache-control': 'no-store',
        });
        response.end(file);
      },
    ],
  ];
}
