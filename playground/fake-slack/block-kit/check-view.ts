// TEMP
export function checkView(_view: unknown): string[] {
  return [];
}
