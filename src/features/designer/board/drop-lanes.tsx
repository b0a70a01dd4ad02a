import { type DragEvent, useEffect, useState } from 'react'
import { hueOf } from '#client/environments.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { composeMessages } from '../palette/compose-messages.ts'
import { useDesigner, useDrawn, useView } from '../designer-context.tsx'
import { draggedGate, dragType, droppedOf } from '../palette/dragged.ts'
import './drop-lanes.css'

/** While something is dragged from the palette: the environments that have no lane yet, to be dropped into as into any lane. */
export function DropLanes() {
  const t = useMessages(composeMessages)
  const { editable, insert } = useDesigner()
  const view = useView()
  const drawn = useDrawn()
  const isDragged = useIsDragged()
  const [over, setOver] = useState<string>()
  const lanes = new Set(drawn?.drawing.lanes.map((lane) => lane.id))
  const free = view.world.environments.filter(({ name }) => !lanes.has(name))
  // Before there is a stage the whole board asks for what and where.
  if (!isDragged || !editable || lanes.size === 0 || free.length === 0) return null
  function handleDrop(event: DragEvent, environment: string): void {
    setOver(undefined)
    const what = droppedOf(event.dataTransfer.getData(dragType))
    if (what === undefined) return
    event.preventDefault()
    insert(what, { environment })
  }
  return (
    <div className="lw-drop-lanes" role="group" aria-label={t('dropLanes')}>
      {free.map(({ name }) => (
        <div
          key={name}
          className="lw-drop-lane lw-lane"
          data-hue={hueOf(view.world.environments, name)}
          data-over={over === name || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            event.dataTransfer.dropEffect = 'copy'
            setOver(name)
          }}
          onDragLeave={() => setOver(undefined)}
          onDrop={(event) => handleDrop(event, name)}
        >
          <strong>{name}</strong>
          <span>{t('dropLane')}</span>
        </div>
      ))}
    </div>
  )
}

const noTypes: readonly string[] = []

function useIsDragged(): boolean {
  const [isDragged, setDragged] = useState(false)
  useEffect(() => {
    const begin = (event: globalThis.DragEvent): void => {
      // A frame later: a board that changes under the pointer while a drag begins ends the drag.
      const types = event.dataTransfer?.types ?? noTypes
      // A gate stands before stages, and here are none.
      const fits = types.includes(dragType) && !types.includes(draggedGate)
      if (fits) requestAnimationFrame(() => setDragged(true))
    }
    const end = (): void => setDragged(false)
    addEventListener('dragstart', begin)
    addEventListener('dragend', end)
    addEventListener('drop', end)
    // There are no pointers while something is dragged: whoever moves one has ended it, though what was dragged may be gone and not say so.
    addEventListener('pointermove', end)
    return () => {
      removeEventListener('dragstart', begin)
      removeEventListener('dragend', end)
      removeEventListener('drop', end)
      removeEventListener('pointermove', end)
    }
  }, [])
  return isDragged
}
