// Bundles the page in memory and serves it, without a build step or files on disk.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { Routes } from '../fake-slack/fake-slack.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Messages contain text from others. Whatever it contains, only our scripts run and nothing is loaded from elsewhere. */
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

type PageOptions = {
  /** Bundles again whenever the page is loaded, for development. */
  readonly bundleOnLoad?: boolean;
};

/** Returns `routes` for the fake Slack. Takes less than a second. */
export async function pageRoutes({ bundleOnLoad = false }: PageOptions = {}): Promise<Routes> {
  let files = await bundlePage();
  return [
    [
      '/',
      async (_, response, { pathname }) => {
        if (bundleOnLoad && pathname === '/') files = await bundlePage();
        const file = files.get(pathname);
        if (file === undefined) {
          response.writeHead(404).end('Not Found');
          return;
        }
        response.writeHead(200, {
          'content-type': contentTypes[path.extname(pathname) || '.html'] ?? 'text/plain',
          'content-security-policy': contentSecurityPolicy,
          'cache-control': 'no-store',
        });
        response.end(file);
      },
    ],
  ];
}

/** Returns the files of the page by path. */
async function bundlePage(): Promise<Map<string, string>> {
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
  return files;
}
