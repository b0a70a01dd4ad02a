import type { Layer } from '#domain/parameters/resolved.ts'

/** Icons as SVG paths in a square of 16, drawn with a stroke of 1.3. */
const icons = {
  line: 'M6.5 9.5l3-3M7 5l1.2-1.2a2.6 2.6 0 0 1 3.7 3.7L10.7 8.7M9 11l-1.2 1.2a2.6 2.6 0 0 1-3.7-3.7L5.3 7.3',
  environment: 'M2.5 4.2l3.6-1.5 3.8 1.6 3.6-1.5v9l-3.6 1.5-3.8-1.6-3.6 1.5zM6.1 2.7v9M9.9 4.3v9',
  application: 'M8 1.8l5.2 2.9v6.1L8 13.7l-5.2-2.9V4.7zM2.8 4.7L8 7.6l5.2-2.9M8 7.6v6.1',
  project: 'M8 2l5.8 2.9L8 7.8 2.2 4.9zM2.2 8L8 10.9 13.8 8M2.2 11L8 13.9 13.8 11',
  derived: 'M1.8 8h3.7M10.5 8h3.7M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z',
  default:
    'M6.2 3.4a1.6 1.6 0 0 1 3.2 0v.9h2.9v2.9h-.8a1.6 1.6 0 0 0 0 3.2h.8v2.9H9.6v-.8a1.6 1.6 0 0 0-3.2 0v.8H3.5v-2.9h-.6a1.6 1.6 0 0 1 0-3.2h.6V4.3h2.7z',
  deployment: 'M8 14s4.6-4 4.6-7.4a4.6 4.6 0 0 0-9.2 0C3.4 10 8 14 8 14zM8 5.2a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3z',
  differs: 'M3 6h10M3 10h10M10.8 3L5.2 13',
  missing: 'M8 1.8a6.2 6.2 0 1 0 0 12.4a6.2 6.2 0 1 0 0-12.4zM8 5v3.6M8 11v.1',
  secret: 'M10.6 2.2a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4zM8.3 7.7L2.4 13.6M4 12l1.6 1.6M6 10l1.3 1.3',
  invalid: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM8 5v3.6M8 11v.1',
  open: 'M4 6l4 4 4-4',
  closed: 'M6 4l4 4-4 4',
} as const satisfies Record<Layer | 'differs' | 'missing' | 'secret' | 'invalid' | 'open' | 'closed', string>

export type GridIcon = keyof typeof icons

/** The shape of an icon, for pictures outside of the canvas. */
export function shapeOf(icon: GridIcon): string {
  return icons[icon]
}

const size = 14
const pictures = new Map<string, OffscreenCanvas>()

/**
 * Draws an icon of 14 pixels; x is its left edge, y its middle. Rendered once and then copied, since the canvas shows
 * hundreds.
 */
export function drawIcon(
  ctx: CanvasRenderingContext2D,
  icon: GridIcon,
  { x, y, colour }: { readonly x: number; readonly y: number; readonly colour: string },
): void {
  const picture = pictureOf(`${icon} ${colour}`, { width: size, height: size }, (drawn) => {
    drawn.scale(size / 16, size / 16)
    drawn.strokeStyle = colour
    drawn.lineWidth = 1.3
    drawn.lineCap = 'round'
    drawn.lineJoin = 'round'
    drawn.stroke(new Path2D(icons[icon]))
  })
  ctx.drawImage(picture, Math.round(x), Math.round(y - size / 2), size, size)
}

/** Draws a switch of 26 by 14 pixels; x is its left edge, y its middle. A lower `alpha` marks an inherited value. */
export function drawSwitch(
  ctx: CanvasRenderingContext2D,
  look: { readonly isOn: boolean; readonly ground: string; readonly knob: string; readonly alpha: number },
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const { isOn, ground, knob, alpha } = look
  const measures = { width: 26, height: size }
  const picture = pictureOf(`switch ${String(isOn)} ${ground} ${knob} ${String(alpha)}`, measures, (drawn) => {
    drawn.globalAlpha = alpha
    drawn.fillStyle = ground
    drawn.beginPath()
    drawn.roundRect(0, 0, 26, size, 7)
    drawn.fill()
    drawn.fillStyle = knob
    drawn.beginPath()
    drawn.arc(isOn ? 19 : 7, 7, 5, 0, Math.PI * 2)
    drawn.fill()
  })
  ctx.drawImage(picture, Math.round(x), Math.round(y - size / 2), measures.width, measures.height)
}

function pictureOf(
  name: string,
  { width, height }: { readonly width: number; readonly height: number },
  draw: (ctx: OffscreenCanvasRenderingContext2D) => void,
): OffscreenCanvas {
  const scale = devicePixelRatio
  const key = `${name} ${String(scale)}`
  const known = pictures.get(key)
  if (known !== undefined) return known
  const picture = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale))
  const ctx = picture.getContext('2d')
  if (ctx !== null) {
    ctx.scale(scale, scale)
    draw(ctx)
  }
  pictures.set(key, picture)
  return picture
}
