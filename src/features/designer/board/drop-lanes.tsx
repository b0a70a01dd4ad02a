import { type DragEvent, useEffect, useState } from 'react'
import { hueOf } from '#client/environments.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { composeMessages } from '../palette/compose-messages.ts'
import { useDesigner, useDrawn, useView } from '../designer-context.tsx'
import { draggedGate, dragType, droppedOf } from '../palette/dragged.ts'
import './drop-lanes.css'

/** Lanes for environments that the line does not use yet, offered during a drag from the palette. */
export function DropLanes() {
  const t = useMessages(composeMessages)
  const { editable, insert } = useDesigner()
  const view = useView()
  const drawn = useDrawn()
  const isDragged = useIsDragged()
  const [over, setOver] = useState<string>()
  const lanes = new Set(drawn?.drawing.lanes.map((lane) => lane.id))
  const free = view.world.environments.filter(({ name }) => !lanes.has(name))
  // An empty line has no lanes: there a drop on the board asks for applications and environments.
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
      // One frame late: browsers cancel a drag if the page changes under the pointer while it starts.
      const types = event.dataTransfer?.types ?? noTypes
      // A gate holds stages, and a new lane has none.
      const fits = types.includes(dragType) && !types.includes(draggedGate)
      if (fits) requestAnimationFrame(() => setDragged(true))
    }
    const end = (): void => setDragged(false)
    addEventListener('dragstart', begin)
    addEventListener('dragend', end)
    addEventListener('drop', end)
    // Browsers send no pointer events during a drag. So if one arrives, the drag is over, even if its source has gone
    // without a dragend.
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
