// TEMP
export function checkBlocks(_blocks: readonly unknown[], _surface: 'message' | 'modal' | 'home'): string[] {
  return [];
}
