import type { Rectangle } from '@glideapps/glide-data-grid'
import type { Scope } from '#domain/parameters/scope.ts'
import type { GridColours } from './grid-colours.ts'
import { drawIcon } from './grid-icons.ts'
import { mono, paintText, sans } from './paint-cell.ts'

export type HeadHue = 'staging' | 'third' | 'fourth' | 'production' | 'build'

/** Paints a column's heading: the layer's icon or the environment's chip. */
export function paintHead(
  ctx: CanvasRenderingContext2D,
  rect: Rectangle,
  colours: GridColours,
  head: { readonly scope: Scope; readonly title: string; readonly hue: HeadHue; readonly isMarked: boolean },
): void {
  const { scope, title, hue, isMarked } = head
  const middle = rect.y + rect.height / 2
  const room = { right: rect.x + rect.width - 8, middle }
  ctx.textBaseline = 'middle'
  if (isMarked) {
    ctx.fillStyle = colours['accent-soft']
    ctx.fillRect(rect.x + 1, rect.y, rect.width - 1, rect.height)
    ctx.fillStyle = colours.accent
    ctx.fillRect(rect.x, rect.y + rect.height - 2, rect.width, 2)
  }
  if (scope.kind !== 'deployment' && scope.kind !== 'environment') {
    drawIcon(ctx, scope.kind, { x: rect.x + 8, y: middle, colour: colours['text-2'] })
    paintText(ctx, title, { left: rect.x + 28, ...room, colour: colours['text-2'], font: `12px ${sans}` })
    return
  }
  const shade = hue === 'build' ? 'staging' : hue
  ctx.font = `600 12px ${sans}`
  const width = Math.min(rect.width - 12, ctx.measureText(title).width + 30)
  ctx.fillStyle = colours[`env-${shade}-soft`]
  ctx.beginPath()
  ctx.roundRect(rect.x + 6, middle - 10, width, 20, 4)
  ctx.fill()
  ctx.fillStyle = colours[`env-${shade}-rule`]
  ctx.fillRect(rect.x + 13, middle - 4, 8, 8)
  paintText(ctx, title, {
    left: rect.x + 27,
    right: rect.x + width + 2,
    middle,
    colour: colours[`env-${shade}`],
    font: `600 12px ${sans}`,
  })
}

/** Paints a row's name and type, marked if the selection crosses the row. */
export function paintRowHead(
  ctx: CanvasRenderingContext2D,
  rect: Rectangle,
  colours: GridColours,
  head: { readonly text: string; readonly isName: boolean; readonly isMarked: boolean },
): void {
  const { text, isName, isMarked } = head
  ctx.textBaseline = 'middle'
  ctx.fillStyle = isMarked && isName ? colours['accent-soft'] : colours.panel
  ctx.fillRect(rect.x, rect.y + 1, rect.width - 1, rect.height - 1)
  if (isMarked && isName) {
    ctx.fillStyle = colours.accent
    ctx.fillRect(rect.x, rect.y + 1, 3, rect.height - 1)
  }
  paintText(ctx, text, {
    left: rect.x + 12,
    right: rect.x + rect.width - 6,
    middle: rect.y + rect.height / 2,
    colour: isName ? colours.text : colours['text-2'],
    font: isName ? `12px ${mono}` : `12px ${sans}`,
  })
}

/** Paints the heading of a group. */
export function paintGroup(
  ctx: CanvasRenderingContext2D,
  rect: Rectangle,
  colours: GridColours,
  group: { readonly title: string; readonly count: number; readonly isOpen: boolean },
): void {
  const middle = rect.y + rect.height / 2
  ctx.textBaseline = 'middle'
  drawIcon(ctx, group.isOpen ? 'open' : 'closed', { x: rect.x + 10, y: middle, colour: colours['text-2'] })
  const font = `600 13px ${sans}`
  paintText(ctx, group.title, {
    left: rect.x + 32,
    right: rect.x + rect.width - 40,
    middle,
    colour: colours.text,
    font,
  })
  ctx.font = font
  const width = Math.min(ctx.measureText(group.title).width, rect.width - 72)
  const count = String(group.count)
  ctx.font = `600 12px ${sans}`
  const wide = ctx.measureText(count).width + 10
  ctx.fillStyle = colours.line
  ctx.beginPath()
  ctx.roundRect(rect.x + 40 + width, middle - 8, wide, 16, 8)
  ctx.fill()
  ctx.fillStyle = colours['text-2']
  ctx.fillText(count, rect.x + 45 + width, middle)
}
