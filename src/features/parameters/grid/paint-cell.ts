import type { Rectangle } from '@glideapps/glide-data-grid'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { inShort } from '#domain/line/expressions.ts'
import type { SheetCell } from '#domain/parameters/sheet.ts'
import { oneLine } from '#ui/fields/one-line.ts'
import type { GridColours } from './grid-colours.ts'
import { drawIcon, drawSwitch, type GridIcon } from './grid-icons.ts'

export const sans = "'Inter Variable', 'Noto Sans CJK JP', 'Hiragino Sans', sans-serif"
export const mono = "'JetBrains Mono Variable', 'Two Cells', 'Noto Sans Mono CJK JP', monospace"
const padding = 8

/** Everything that determines a cell's look besides its background. */
export interface CellLook {
  readonly cell: SheetCell
  /** Whether the scope is a layer (project, environment or application) from which Deployments inherit. */
  readonly isLayer: boolean
  readonly field: Field | undefined
  readonly isSwitch: boolean
  readonly isDifferent: boolean
  readonly isInvalid: boolean
  readonly isChanged: boolean
  readonly words: { readonly missing: string; readonly notSet: string; readonly on: string; readonly off: string }
}

/** Paints one value: strong if set here, pale with its layer's icon if inherited. */
export function paintCell(
  ctx: CanvasRenderingContext2D,
  rect: Rectangle,
  colours: GridColours,
  look: CellLook,
  isSelected: boolean,
): void {
  const { cell } = look
  // Everything fits into the cell (texts are shortened, hatching fills a rectangle), which saves a clip for each of
  // hundreds of cells.
  ctx.textBaseline = 'middle'
  // Painted here rather than by the grid's column theme, which would colour the empty area below the last row too.
  if (look.isLayer) paintGround(ctx, rect, colours.chrome, isSelected)
  if (cell.state === 'none') paintHatching(ctx, rect, colours)
  else {
    if (isLacking(cell)) paintGround(ctx, rect, colours['amber-soft'], isSelected)
    else if (look.isInvalid) paintGround(ctx, rect, colours['red-soft'], isSelected)
    if (look.isChanged) paintCorner(ctx, rect, colours)
    paintValue(ctx, rect, colours, look)
  }
}

function paintGround(ctx: CanvasRenderingContext2D, rect: Rectangle, colour: string, isSelected: boolean): void {
  if (isSelected) return
  ctx.fillStyle = colour
  ctx.fillRect(rect.x + 1, rect.y + 1, rect.width - 1, rect.height - 1)
}

/** A dog-ear for values that this change set changes. */
function paintCorner(ctx: CanvasRenderingContext2D, { x, y, width }: Rectangle, colours: GridColours): void {
  ctx.fillStyle = colours.accent
  ctx.beginPath()
  ctx.moveTo(x + width - 6, y + 1)
  ctx.lineTo(x + width, y + 1)
  ctx.lineTo(x + width, y + 7)
  ctx.fill()
}

const hatchings = new WeakMap<GridColours, CanvasPattern>()

/** The pattern has one origin for the whole canvas, so that the lines of neighbours meet. */
function paintHatching(ctx: CanvasRenderingContext2D, rect: Rectangle, colours: GridColours): void {
  const pattern = hatchings.get(colours) ?? hatching(ctx, colours)
  if (pattern === undefined) return
  hatchings.set(colours, pattern)
  ctx.fillStyle = pattern
  ctx.fillRect(rect.x + 1, rect.y + 1, rect.width - 1, rect.height - 1)
}

function hatching(ctx: CanvasRenderingContext2D, colours: GridColours): CanvasPattern | undefined {
  const step = 7
  const tile = new OffscreenCanvas(step, step)
  const drawn = tile.getContext('2d')
  if (drawn === null) return undefined
  drawn.strokeStyle = colours.line
  drawn.beginPath()
  for (const at of [0, step, 2 * step]) {
    drawn.moveTo(at + 1, -1)
    drawn.lineTo(at - step - 1, step + 1)
  }
  drawn.stroke()
  return ctx.createPattern(tile, 'repeat') ?? undefined
}

/** Where a cell's value may be drawn, between the marks at both ends. */
interface Room {
  readonly left: number
  readonly right: number
  readonly middle: number
}

function paintValue(ctx: CanvasRenderingContext2D, rect: Rectangle, colours: GridColours, look: CellLook): void {
  const { cell, field } = look
  const isOwn = cell.own !== undefined && cell.layer !== 'line'
  const room = paintMarks(ctx, rect, colours, look, isOwn)
  const value = oneLine(cell.layer === 'line' ? inShort(cell.value ?? '') : (cell.value ?? ''))
  const colour = look.isInvalid ? colours.red : isOwn ? colours.text : colours['text-2']
  const weight = isOwn ? '600 ' : ''
  if (isLacking(cell)) return paintLacking(ctx, room, colours, look)
  if (cell.secret !== undefined) return paintSecret(ctx, room, colours, cell.secret.text)
  if (look.isSwitch) return paintSwitch(ctx, { ...room, colour, font: `${weight}12px ${sans}` }, colours, look, isOwn)
  const amount = amountIn(value, field)
  if (amount !== undefined)
    return paintAmount(ctx, amount, { ...room, colour, font: `${weight}13px ${sans}` }, colours['text-2'])
  const isCode = cell.state === 'later' || /[/:$]/.test(value)
  paintText(ctx, value, { ...room, colour, font: isCode ? `${weight}12px ${mono}` : `${weight}13px ${sans}` })
}

function isLacking({ state, secret }: SheetCell): boolean {
  return state === 'missing' || secret?.isSet === false
}

/** Marks at the left that values differ, at the right the layer of an inherited value. Answers the room in between. */
function paintMarks(
  ctx: CanvasRenderingContext2D,
  { x, y, width, height }: Rectangle,
  colours: GridColours,
  { cell, isDifferent }: CellLook,
  isOwn: boolean,
): Room {
  const middle = y + height / 2
  let [left, right] = [x + padding, x + width - padding]
  if (isDifferent) {
    drawIcon(ctx, 'differs', { x: left, y: middle, colour: colours.violet })
    left += 20
  }
  const icon = iconOf(cell, isOwn)
  if (icon !== undefined) {
    drawIcon(ctx, icon, { x: right - 14, y: middle, colour: colours['text-3'] })
    right -= 20
  }
  return { left, right, middle }
}

function paintLacking(
  ctx: CanvasRenderingContext2D,
  room: Room,
  { amber: colour }: GridColours,
  { cell: { secret }, words }: CellLook,
): void {
  drawIcon(ctx, secret === undefined ? 'missing' : 'secret', { x: room.left, y: room.middle, colour })
  const text = secret === undefined ? words.missing : `${secret.text} ${words.notSet}`
  paintText(ctx, text, { ...room, left: room.left + 20, colour, font: `600 12px ${sans}` })
}

function paintSecret(ctx: CanvasRenderingContext2D, room: Room, colours: GridColours, text: string): void {
  drawIcon(ctx, 'secret', { x: room.left, y: room.middle, colour: colours['text-2'] })
  paintText(ctx, text, { ...room, left: room.left + 20, colour: colours.text, font: `600 12px ${sans}` })
}

function paintSwitch(
  ctx: CanvasRenderingContext2D,
  place: TextPlace,
  colours: GridColours,
  { cell, words }: CellLook,
  isOwn: boolean,
): void {
  const isOn = cell.value === 'true'
  const ground = isOn ? colours.accent : colours['line-3']
  const { left: x, middle: y } = place
  drawSwitch(ctx, { isOn, ground, knob: colours.raised, alpha: isOwn ? 1 : 0.6 }, { x, y })
  paintText(ctx, isOn ? words.on : words.off, { ...place, left: x + 34 })
}

/** A number with its unit, if it has one; undefined if it is no amount. */
function amountIn(
  value: string,
  field: Field | undefined,
): { readonly number: string; readonly unit: string } | undefined {
  const mayHaveUnit = field?.format === 'quantity' || field?.format === 'duration'
  const [, number, unit] = (mayHaveUnit ? /^(\d+(?:\.\d+)?)([A-Za-zµ]+)$/.exec(value) : null) ?? []
  if (number !== undefined && unit !== undefined) return { number, unit: unitWords[unit] ?? unit }
  return field?.kind === 'int' || field?.kind === 'number' ? { number: value, unit: '' } : undefined
}

/** Right-aligned, so that digits line up. */
function paintAmount(
  ctx: CanvasRenderingContext2D,
  { number, unit }: { readonly number: string; readonly unit: string },
  { left, right: end, middle, colour, font }: TextPlace,
  unitColour: string,
): void {
  let right = end
  ctx.textAlign = 'right'
  if (unit !== '') {
    ctx.font = `12px ${sans}`
    ctx.fillStyle = unitColour
    ctx.fillText(unit, right, middle)
    right -= ctx.measureText(unit).width + 4
  }
  ctx.font = font
  ctx.fillStyle = colour
  ctx.fillText(shortened(ctx, number, right - left, font), right, middle)
  ctx.textAlign = 'left'
}

const unitWords: Readonly<Record<string, string>> = { Ki: 'KiB', Mi: 'MiB', Gi: 'GiB', Ti: 'TiB', m: 'm' }

function iconOf(cell: SheetCell, isOwn: boolean): GridIcon | undefined {
  if (isOwn || cell.secret !== undefined || cell.layer === undefined || cell.layer === 'deployment') return undefined
  return cell.layer
}

interface TextPlace extends Room {
  readonly colour: string
  readonly font: string
}

/** Paints a text, shortened by an ellipsis if needed. */
export function paintText(ctx: CanvasRenderingContext2D, text: string, place: TextPlace): void {
  const { font } = place
  ctx.font = font
  ctx.fillStyle = place.colour
  ctx.textAlign = 'left'
  ctx.fillText(shortened(ctx, text, place.right - place.left, font), place.left, place.middle)
}

const widths = new Map<string, string>()
// Pixels of a letter at 13 px; Japanese letters are as wide as high.
const widestLetter = 13

/** Takes the font as an argument, since reading `ctx.font` serialises it each time. */
function shortened(ctx: CanvasRenderingContext2D, text: string, room: number, font: string): string {
  if (text.length * widestLetter < room) return text
  const key = `${font} ${room} ${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  let shown = text
  if (ctx.measureText(text).width > room) {
    let [low, high] = [0, text.length]
    while (low < high) {
      const half = Math.ceil((low + high) / 2)
      if (ctx.measureText(`${text.slice(0, half)}…`).width <= room) low = half
      else high = half - 1
    }
    shown = `${text.slice(0, low)}…`
  }
  if (widths.size > 5000) widths.clear()
  widths.set(key, shown)
  return shown
}
