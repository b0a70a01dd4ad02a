import type { Command } from '../commands/registry.ts'
import type { Translate } from '../i18n/use-messages.tsx'
import type { lateUiMessages } from '../late-ui-messages.ts'

export interface Panes {
  /** Selectors of what to focus in each pane, in the order of F6. */
  readonly entries: readonly string[]
  /** A selector of all panes, to find the current one. */
  readonly all: string
}

/** F6 moves the focus to the next pane, Shift+F6 back. */
export function paneCommands(
  t: Translate<typeof lateUiMessages>,
  page: string,
  group: string,
  panes: Panes,
): readonly Command[] {
  return [
    {
      id: `${page}.nextPane`,
      title: t('nextPane'),
      group,
      keys: ['F6'],
      inFields: true,
      run: () => focusPane(panes, 1),
    },
    {
      id: `${page}.paneBefore`,
      title: t('paneBefore'),
      group,
      keys: ['Shift+F6'],
      inFields: true,
      run: () => focusPane(panes, -1),
    },
  ]
}

/** The pane that F6 focused last. */
let last = -1

/** Focuses the next or previous visible pane. From a toast, to which F6 goes too, it continues from the last pane. */
function focusPane({ entries, all }: Panes, by: 1 | -1): void {
  const places = entries.flatMap((entry) => {
    const found = [...document.querySelectorAll<HTMLElement>(entry)]
    return found.find((place) => place.checkVisibility({ visibilityProperty: true })) ?? []
  })
  const { activeElement } = document
  const here = places.findIndex((place) => place.closest(all)?.contains(activeElement) === true)
  const at = here < 0 && document.querySelector('.lw-toasts')?.contains(activeElement) === true ? last : here
  // From outside all panes: the first one forwards, the last one backwards.
  const next = at < 0 && by < 0 ? places.length - 1 : (at + by + places.length) % places.length
  last = next
  places[next]?.focus()
}
