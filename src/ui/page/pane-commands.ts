import type { Command } from '../commands/registry.ts'
import type { Translate } from '../i18n/use-messages.tsx'
import type { lateUiMessages } from '../late-ui-messages.ts'

export interface Panes {
  /** What each pane is entered at, in the order of F6. */
  readonly entries: readonly string[]
  /** The panes themselves, for where the keyboard is now. */
  readonly all: string
}

/** F6 takes the keyboard from pane to pane of a page, Shift+F6 back. */
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

/** Where F6 came to last. */
let last = -1

/** Gives the keyboard to the next pane that is shown, or to the one before. From a toast, which F6 leads to while one is shown, it goes on from the last. */
function focusPane({ entries, all }: Panes, by: 1 | -1): void {
  const places = entries.flatMap((entry) => {
    const found = [...document.querySelectorAll<HTMLElement>(entry)]
    return found.find((place) => place.checkVisibility({ visibilityProperty: true })) ?? []
  })
  const { activeElement } = document
  const here = places.findIndex((place) => place.closest(all)?.contains(activeElement) === true)
  const at = here < 0 && document.querySelector('.lw-toasts')?.contains(activeElement) === true ? last : here
  // From outside the first is next, and the last before.
  const next = at < 0 && by < 0 ? places.length - 1 : (at + by + places.length) % places.length
  last = next
  places[next]?.focus()
}
