import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { lateUiMessages } from '#ui/late-ui-messages.ts'
import { type Panes, paneCommands } from '#ui/page/pane-commands.ts'
import { titleOfGate } from './gate-title.ts'
import { runMessages } from './messages.ts'
import { runViews, viewWords } from './run-place.tsx'
import { viewMessages } from './view-messages.ts'

const focusable = ':is(a[href], button:enabled, summary, [role="tab"][aria-selected="true"])'
const runPanes: Panes = {
  entries: [
    // The board is a single tab stop; in table and timeline it is the first row.
    `.lw-run-canvas :is(.lw-board, tbody ${focusable}, .lw-timeline ${focusable})`,
    `.lw-run-drawer ${focusable}`,
    `.lw-run-side ${focusable}`,
  ],
  all: '.lw-run-middle, .lw-run-drawer, .lw-run-side',
}

interface RunCommands {
  readonly project: string
  readonly run: Run
  readonly snapshot: Snapshot | undefined
  readonly onChoose: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** Keyboard commands on the run page: to its gates, views and panes. */
export function useRunCommands({ project, run: { id, gates }, snapshot, onChoose }: RunCommands): void {
  const t = useMessages(runMessages)
  const words = useMessages(viewMessages)
  const ui = useMessages(lateUiMessages)
  const navigate = useNavigate()
  const commands = useMemo((): readonly Command[] => {
    const group = t('runOverview')
    const waiting = Object.values(gates).filter(({ state }) => state === 'waiting')
    return [
      ...waiting.map((gate) => ({
        id: `run.gate.${gate.gate}`,
        title: t('reviewGate', { title: titleOfGate(t, gate, snapshot) }),
        group,
        run: () => void navigate(pathTo('gate', { project, run: id, gate: gate.gate })),
      })),
      ...runViews.map((view) => ({
        id: `run.view.${view}`,
        title: t('showView', { view: words(viewWords[view]) }),
        group,
        run: () => onChoose({ view: view === 'graph' ? undefined : view }),
      })),
      ...paneCommands(ui, 'run', group, runPanes),
    ]
  }, [t, words, ui, navigate, project, id, gates, snapshot, onChoose])
  useCommands(commands)
}
