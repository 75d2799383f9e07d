// Prints the SBOM (CycloneDX, JSON) of the production dependencies in package-lock.json.
//
// "npm sbom --omit dev" leaves out a production dependency that is a development dependency of the app, too (npm 11.19:
// seven packages here). So npm reads copies of package.json and the lock file without development dependencies.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const read = (name) => JSON.parse(readFileSync(path.join(import.meta.dirname, '..', name), 'utf8'));
const manifest = read('package.json');
const lock = read('package-lock.json');
for (const root of [manifest, lock.packages['']]) delete root.devDependencies;
const production = Object.entries(lock.packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);

const temporary = mkdtempSync(path.join(tmpdir(), 'endusers-sbom-'));
try {
  // npm names the application after the folder.
  const folder = path.join(temporary, manifest.name);
  mkdirSync(folder);
  const write = (name, content) => writeFileSync(path.join(folder, name), JSON.stringify(content));
  write('package.json', manifest);
  write('package-lock.json', { ...lock, packages: Object.fromEntries(production) });
  const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const { status } = spawnSync('npm', ['sbom', ...options], { cwd: folder, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(temporary, { recursive: true });
}
