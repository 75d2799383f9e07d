// The files around the code agree: package.json with the lock file, and all that name a version of Node.js.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

type Locked = {
  readonly name?: string;
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
};
type Workflow = {
  readonly jobs: {
    readonly ci: {
      readonly strategy: { readonly matrix: { readonly node: readonly string[] } };
      readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
    };
  };
};

const read = (name: string): Promise<string> => readFile(name, 'utf8');
const { engines, allowScripts } = JSON.parse(await read('package.json')) as {
  engines: { node: string };
  allowScripts: Record<string, boolean>;
};
const { packages } = JSON.parse(await read('package-lock.json')) as { packages: Record<string, Locked> };
const workflowText = await read('.github/workflows/ci.yml');
const { ci } = (parse(workflowText) as Workflow).jobs;

// npm 11 warns about every install script that package.json doesn't decide on, and later versions don't run it.
it('package.json decides on the install script of every package, and on no others', () => {
  const withScript = Object.entries(packages)
    .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(Object.keys(allowScripts).sort()).toEqual([...new Set(withScript)].sort());
});

type Bom = {
  readonly bomFormat: string;
  readonly components: readonly { readonly purl: string; readonly hashes?: readonly object[] }[];
};

it('npm run sbom lists the production dependencies with their hashes, and no others', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
    maxBuffer: 32 * 1024 * 1024,
  });
  const { bomFormat, components } = JSON.parse(stdout) as Bom;
  expect(bomFormat).toBe('CycloneDX');
  const production = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  );
  const purls = production.map(
    ([path, locked]) => `pkg:npm/${locked.name ?? path.replace(/^.*node_modules\//, '')}@${locked.version}`,
  );
  const listed = new Set(components.map(({ purl }) => decodeURIComponent(purl)));
  expect([...new Set(purls)].filter((purl) => !listed.has(purl))).toEqual([]);
  expect(listed.size).toBe(new Set(purls).size);
  expect(components.filter(({ hashes }) => !hashes?.length)).toEqual([]);
  expect([...listed].join()).not.toContain('vitest');
});

it('the Node.js of .nvmrc is that of the image, CI runs on it and on the oldest one that is supported', async () => {
  const version = (await read('.nvmrc')).trim();
  const images = [...(await read('Dockerfile')).matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major);
  expect(new Set(images)).toEqual(new Set([version]));
  const [oldest = '', ...others] = ci.strategy.matrix.node;
  expect(others).toEqual([version]);
  const [, major, minor] = /^>=(\d+)\.(\d+)$/.exec(engines.node) ?? [];
  expect(oldest.split('.')[0]).toBe(major);
  expect(Number(oldest.split('.')[1])).toBeGreaterThanOrEqual(Number(minor));
});

it('the workflows run .ci/run and the check of advisories, and their actions are pinned by commit', async () => {
  expect(ci.steps.map(({ run }) => run)).toContain('.ci/run');
  const advisories = await read('.github/workflows/advisories.yml');
  expect(advisories).toContain('run: npm run advisories\n');
  const actions = [...(workflowText + advisories).matchAll(/uses: (.+)/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(3);
  for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
