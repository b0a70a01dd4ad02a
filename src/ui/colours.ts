/** Tokens of the present theme as `#rrggbb`: editors and terminals compute with colours and cannot read OKLCH, so one pixel is painted and read back. */
export function readColours<Name extends string>(tokens: readonly Name[]): Readonly<Record<Name, string>> {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const style = getComputedStyle(document.documentElement)
  const entries = tokens.map(
    (token) => [token, context === null ? '#808080' : painted(context, style.getPropertyValue(`--${token}`))] as const,
  )
  return Object.fromEntries(entries) as Record<Name, string>
}

function painted(context: OffscreenCanvasRenderingContext2D, colour: string): string {
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** Calls back whenever the theme or the contrast changes; answers how to stop. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] })
  return () => observer.disconnect()
}
