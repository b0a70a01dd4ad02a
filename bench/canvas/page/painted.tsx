import { placed } from './big-graph.ts'

const { layout } = placed()
const view = { x: 160, y: 120, zoom: 1 }

/** The limit: visible cards and links painted on a canvas, without any interaction. */
function paint(context: CanvasRenderingContext2D, width: number, height: number): void {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width, height)
  context.setTransform(view.zoom, 0, 0, view.zoom, view.x, view.y)
  const [left, top] = [-view.x / view.zoom, -view.y / view.zoom]
  const [right, bottom] = [left + width / view.zoom, top + height / view.zoom]
  context.strokeStyle = '#888'
  context.lineWidth = 1.5
  for (const { points } of layout.routes) {
    let [low, high] = [Infinity, -Infinity]
    for (let index = 1; index < points.length; index += 2) {
      low = Math.min(low, points[index] ?? 0)
      high = Math.max(high, points[index] ?? 0)
    }
    if (high < top || low > bottom) continue
    context.beginPath()
    for (let index = 0; index < points.length; index += 2) context.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
    context.stroke()
  }
  context.font = '600 13px sans-serif'
  for (const card of layout.cards) {
    if (card.x > right || card.y > bottom || card.x + card.width < left || card.y + card.height < top) continue
    context.fillStyle = '#fff'
    context.strokeStyle = '#bbb'
    context.beginPath()
    context.roundRect(card.x, card.y, card.width, card.height, 8)
    context.fill()
    context.stroke()
    context.fillStyle = '#222'
    context.fillText(card.id, card.x + 12, card.y + 24)
    context.fillText('application', card.x + 12, card.y + 48)
  }
}

function open(): void {
  const canvas = document.createElement('canvas')
  canvas.width = innerWidth
  canvas.height = innerHeight
  document.getElementById('root')?.append(canvas)
  const context = canvas.getContext('2d')
  if (context === null) return
  let isAsked = false
  const ask = (): void => {
    if (isAsked) return
    isAsked = true
    requestAnimationFrame(() => {
      isAsked = false
      paint(context, canvas.width, canvas.height)
    })
  }
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault()
    if (event.ctrlKey) view.zoom = Math.max(0.02, view.zoom * 2 ** (-event.deltaY / 100))
    else {
      view.x -= event.deltaX
      view.y -= event.deltaY
    }
    ask()
  })
  let held: (typeof layout.cards)[number] | undefined
  canvas.addEventListener('pointerdown', (event) => {
    const [x, y] = [(event.clientX - view.x) / view.zoom, (event.clientY - view.y) / view.zoom]
    held = layout.cards.find((card) => x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (held === undefined) return
    Object.assign(held, { x: held.x + event.movementX / view.zoom, y: held.y + event.movementY / view.zoom })
    ask()
  })
  canvas.addEventListener('pointerup', () => {
    held = undefined
  })
  ask()
}

/** Like `cardAt` of the other pages, for painted cards. */
function cardAt(): readonly [number, number] | undefined {
  for (const card of layout.cards) {
    const [x, y] = [(card.x + 80) * view.zoom + view.x, (card.y + 30) * view.zoom + view.y]
    if (x > 300 && x < 1000 && y > 150 && y < 520) return [x, y]
  }
  return undefined
}

Object.assign(window, { cardAt, open, isShown: () => document.querySelector('canvas') !== null })
