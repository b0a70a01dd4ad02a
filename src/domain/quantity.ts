/** Converts a Kubernetes quantity (`256Mi`, `1G`, `1500000`) to bytes; undefined for any other text. */
export function quantityBytes(quantity: string | number): number | undefined {
  const found = /^([0-9]+(?:\.[0-9]+)?)(Ki|Mi|Gi|Ti|k|M|G|T|m)?$/.exec(String(quantity))
  if (found === null) return undefined
  const factors: Readonly<Record<string, number>> = {
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    m: 1e-3,
  }
  return Math.ceil(Number(found[1]) * (found[2] === undefined ? 1 : (factors[found[2]] ?? 1)))
}

/** Formats bytes as the shortest exact quantity, as people write limits (`128Mi`); plain bytes where no unit is exact. */
export function bytesQuantity(bytes: number): string {
  const power = [4, 3, 2, 1].find((one) => bytes > 0 && bytes % 1024 ** one === 0)
  return power === undefined ? `${String(bytes)} bytes` : `${String(bytes / 1024 ** power)}${units[power] ?? ''}`
}

const units = ['', 'Ki', 'Mi', 'Gi', 'Ti']
