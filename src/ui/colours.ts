/**
 * Tokens of the current theme as `#rrggbb`, since editors and terminals cannot read OKLCH. A pixel of each colour is
 * painted, and all are read back at once.
 */
export function readColours<Name extends string>(tokens: readonly Name[]): Readonly<Record<Name, string>> {
  const context = new OffscreenCanvas(tokens.length, 1).getContext('2d', { willReadFrequently: true })
  const style = getComputedStyle(document.documentElement)
  for (const [index, token] of tokens.entries()) {
    if (context === null) break
    context.fillStyle = style.getPropertyValue(`--${token}`)
    context.fillRect(index, 0, 1, 1)
  }
  const pixels = context?.getImageData(0, 0, tokens.length, 1).data
  const entries = tokens.map((token, index) => [token, hex(pixels?.subarray(index * 4, index * 4 + 3))] as const)
  return Object.fromEntries(entries) as Record<Name, string>
}

function hex(pixel: Uint8ClampedArray | undefined): string {
  const [red = 128, green = 128, blue = 128] = pixel ?? []
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** Calls back whenever theme or contrast change; returns a function that stops it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const contrast = matchMedia('(prefers-contrast: more)')
  contrast.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    contrast.removeEventListener('change', listener)
  }
}
