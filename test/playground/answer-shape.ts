// Compares the shapes of two answers: their fields and types. Some values, such as error codes, must be equal.

function typeOf(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Fields whose values must be equal. */
const exact = new Set([
  'error',
  'status',
  'needed',
  'provided',
  'type',
  'subtype',
  'mode',
  'filetype',
  'text',
]);

/** Returns the fields by name. Channel ids as names (in `shares`) always differ and are replaced. */
function fieldsOf(value: object): Map<string, unknown> {
  return new Map(
    Object.entries(value).map(([name, field]) => [
      /^[CDG][A-Z0-9]{8,}$/.test(name) ? '<channel>' : name,
      field,
    ]),
  );
}

function compare(mine: unknown, other: unknown, path: string, key: string): string[] {
  const [one, two] = [typeOf(mine), typeOf(other)];
  if (one !== two) return [`${path}: ${one}, there ${two}`];
  if (Array.isArray(mine) && Array.isArray(other)) {
    const [first, second] = [mine[0] as unknown, other[0] as unknown];
    if (first !== undefined && second !== undefined) return compare(first, second, `${path}[0]`, key);
    return mine.length === other.length ? [] : [`${path}: ${mine.length} items, there ${other.length}`];
  }
  if (typeof mine === 'object' && mine !== null && typeof other === 'object' && other !== null) {
    const [left, right] = [fieldsOf(mine), fieldsOf(other)];
    const names = [...new Set([...left.keys(), ...right.keys()])].sort();
    return names.flatMap((name) => compare(left.get(name), right.get(name), `${path}.${name}`, name));
  }
  return exact.has(key) && mine !== other ? [`${path}: ${String(mine)}, there ${String(other)}`] : [];
}

/** Returns a line for each difference: `<path>: <ours>, there <theirs>`. */
export function differences(mine: unknown, other: unknown): string[] {
  return compare(mine, other, '', '');
}
