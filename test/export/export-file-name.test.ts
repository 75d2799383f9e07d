import { describe, expect, it } from 'vitest';
import { formatExportFileName, isNameOf, readNameOfCopy } from '../../src/export/export-file-name.ts';

const at = new Date('2026-11-22T09:05:07.890Z');

describe('the name of an exported file', () => {
  it.each([
    ['Acme', 'Acme_2026_11_22_09_05_07.csv'],
    ['Acme Ltd.', 'Acme_Ltd_2026_11_22_09_05_07.csv'],
    ['Beta & Söhne', 'Beta_Söhne_2026_11_22_09_05_07.csv'],
    ['Beta & So\u0308hne', 'Beta_Söhne_2026_11_22_09_05_07.csv'],
    ['日本電気', '日本電気_2026_11_22_09_05_07.csv'],
    ['T0123ABC', 'T0123ABC_2026_11_22_09_05_07.csv'],
    ['../../etc/passwd', 'etc_passwd_2026_11_22_09_05_07.csv'],
    ['a:b*c?d"e<f>g|h\\i\u0000j\nk', 'a_b_c_d_e_f_g_h_i_j_k_2026_11_22_09_05_07.csv'],
    ['🚀', 'organization_2026_11_22_09_05_07.csv'],
  ])('for %j is %s', (of, name) => {
    expect(formatExportFileName(of, at)).toBe(name);
  });

  it('is short enough for every file system', () => {
    expect(Buffer.byteLength(formatExportFileName('é'.repeat(300), at))).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(formatExportFileName('本'.repeat(300), at))).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(formatExportFileName('𠮷'.repeat(300), at))).toBeLessThanOrEqual(255);
  });
});

/** Whether the name is that of a copy of the export. */
function isCopy(fileName: string, exported: string): boolean {
  const name = readNameOfCopy(fileName);
  return name !== null && isNameOf(name, exported);
}

describe('the name of the export that a file is a copy of', () => {
  const name = 'Beta_Söhne_2026_11_22_09_05_07';

  it.each([
    `${name}.csv`,
    `${name}.CSV`,
    `${name} (1).csv`,
    `${name}(12).csv`,
    `${name} - Copy.csv`,
    `${name} - Copy (2).csv`,
    `Copy of ${name}.csv`,
    `Kopie von ${name}.csv`,
    `${name} 2.csv`,
    `${name} copy.csv`,
    `${name} - Sheet1.csv`,
    `${name} - ${name}.csv`,
    `${name}_edited.csv`,
    `${name}_problems.csv`,
    `${name}.csv.txt`,
    `${name}.csv`.normalize('NFD'),
    name,
    name.toLowerCase(),
    `${name.replaceAll('_', '-')}.csv`,
    `${name.replaceAll('_', ' ')} - Copy (3).csv`,
    'beta söhne 2026-11-22 09-05-07 final.csv',
  ])('is found in %s', (fileName) => {
    expect(isCopy(fileName, `${name}.csv`)).toBe(true);
  });

  it.each([
    'people.csv',
    'Acme_2026_11_22.csv',
    '2026_11_22_09_05_07.csv',
    'Acme_2026_11_22_09_05_071.csv',
    'Beta_2026_11_22_09_05_07.csv',
    'Acme_2026_11_22_09_05_08.csv',
    '',
  ])('is not found in %j', (fileName) => {
    expect(isCopy(fileName, 'Acme_2026_11_22_09_05_07.csv')).toBe(false);
  });

  it('is found in a copy of every export', () => {
    for (const of of ['Acme Ltd.', '🚀', '日本', 'A_2020', 'x'.repeat(300), '-_-', '١٢٣']) {
      const written = formatExportFileName(of, at);
      expect(isCopy(`Copy of ${written.replace('.csv', '')} (1).csv`, written)).toBe(true);
    }
  });
});
