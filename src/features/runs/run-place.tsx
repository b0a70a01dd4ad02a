import { Fragment } from 'react'
import type { Run } from '#domain/run/state.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { type Drill, drillText } from './board/drill.ts'
import { viewMessages } from './view-messages.ts'

export const runViews = ['graph', 'table', 'timeline'] as const
export type RunView = (typeof runViews)[number]
/** Names of the views. */
export const viewWords = { graph: 'graph', table: 'table', timeline: 'timelineView' } as const

/** Reads the parameter `view` of an address. */
export function readView(text: string | null): RunView {
  return runViews.find((view) => view === text) ?? 'graph'
}

export interface RunPlaceProps {
  readonly run: Run
  readonly view: RunView
  readonly onView: (view: RunView) => void
  readonly drill: Drill
  readonly onDrill: (drill: Drill) => void
}

/** Floats over the canvas: the path to the current place, and the choice of view. */
export function RunPlace({ run, view, onView, drill, onDrill }: RunPlaceProps) {
  const t = useMessages(viewMessages)
  const places: readonly { readonly title: string; readonly drill: Drill }[] = [
    { title: t('wholeRun', { number: run.number }), drill: {} },
    ...(drill.stage === undefined ? [] : [{ title: drill.stage, drill: { stage: drill.stage } }]),
    ...(drill.task?.split('/') ?? []).map((title, index, path) => ({
      title,
      drill: { stage: drill.stage, task: path.slice(0, index + 1).join('/') },
    })),
  ]
  return (
    <div className="lw-run-place">
      {places.length === 1 || view !== 'graph' ? null : (
        <nav className="lw-run-path" aria-label={t('path')}>
          {places.map((place, index) => (
            <Fragment key={drillText(place.drill) ?? ''}>
              {index === 0 ? null : <span aria-hidden>/</span>}
              {index === places.length - 1 ? (
                <span aria-current="page">{place.title}</span>
              ) : (
                <button type="button" onClick={() => onDrill(place.drill)}>
                  {place.title}
                </button>
              )}
            </Fragment>
          ))}
        </nav>
      )}
      <Segmented
        label={t('view')}
        selected={view}
        onSelect={(id) => onView(readView(id))}
        choices={runViews.map((id) => ({ id, title: t(viewWords[id]) }))}
      />
    </div>
  )
}
