import { describe, expect, it } from 'vitest'
import { createCarriedCards } from './carried-cards.ts'

function cardsWith(id: string) {
  const element = { isConnected: true, style: { transform: 'translate(10px,20px)' } }
  const asked: string[] = []
  const cards = createCarriedCards((wanted) => {
    asked.push(wanted)
    return wanted === id ? element : undefined
  })
  return { cards, element, asked }
}

describe('cards that the pointer carries', () => {
  it('are moved to their places, and their elements are looked up once', () => {
    const { cards, element, asked } = cardsWith('build')
    cards.carry({ build: { x: 11, y: 21 } })
    cards.carry({ build: { x: 12, y: 22.5 } })
    expect([element.style.transform, asked]).toEqual(['translate(12px,22.5px)', ['build']])
  })

  it('return when cancelled, and stay where they were dropped', () => {
    const { cards, element } = cardsWith('build')
    cards.carry({ build: { x: 1, y: 2 } })
    cards.putBack()
    expect(element.style.transform).toBe('translate(10px,20px)')
    cards.carry({ build: { x: 3, y: 4 } })
    cards.drop()
    cards.putBack()
    expect(element.style.transform).toBe('translate(3px,4px)')
  })

  it('may be out of view', () => {
    const { cards, element } = cardsWith('build')
    cards.carry({ other: { x: 0, y: 0 } })
    expect(element.style.transform).toBe('translate(10px,20px)')
  })
})
