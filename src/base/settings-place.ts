import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'

export type KeyPath = readonly PropertyKey[]

/** "staff[0].address" */
export function keyName(path: KeyPath): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`
    return name ? `${name}.${String(key)}` : String(key)
  }, '')
}

/** What stands at `path` in plain data; undefined when nothing does. */
export function valueAt(data: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data)
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null
}

/**
 * The offset in the text of the key or of the value at `path`; where the path ends too early (a missing key), that of
 * the last key that is there.
 */
export function offsetOf(root: Node | null, path: KeyPath, side: 'key' | 'value'): number {
  let node: unknown = root
  let offset = 0
  for (const [depth, key] of path.entries()) {
    const child = childOf(node, key)
    if (!child) return offset
    const atKey = side === 'key' || depth < path.length - 1
    offset = startOf(atKey ? (child.key ?? child.value) : child.value) ?? startOf(child.key) ?? offset
    node = child.value
  }
  return offset
}

function childOf(node: unknown, key: PropertyKey): { key: unknown; value: unknown } | null {
  if (isSeq(node)) return { key: null, value: node.items[Number(key)] }
  if (!isMap(node)) return null
  return node.items.find((pair: Pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) ?? null
}

function startOf(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined
}
