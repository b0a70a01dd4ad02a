import type { Viewer } from '#contract/presence.ts'
import type { Person } from '#domain/project.ts'
import type { Bus } from '../../ports/bus.ts'
import type { Clock } from '../../ports/clock.ts'

/** A tab in which a person has a document open. */
interface Tab {
  readonly project: string
  readonly document: string
  readonly person: Pick<Person, 'id' | 'name'>
  readonly since: number
  readonly seen: number
  readonly editedAt: string | undefined
}

/** Who has which document open. Not stored: it holds as long as tabs keep announcing themselves. */
export interface PresenceService {
  /** Notes a tab; answers who else has its document open. */
  announce(tab: string, at: Omit<Tab, 'since' | 'seen'>): readonly Viewer[]
  end(tab: string, project: string, person: string): void
}

// Milliseconds. Browsers limit hidden tabs to one timer a minute, so a tab is only gone after more than that.
const silence = 75_000
// No person has more tabs than this open.
const mostTabs = 50

export function createPresenceService({ bus, clock }: { readonly bus: Bus; readonly clock: Clock }): PresenceService {
  const tabs = new Map<string, Tab>()
  const keyOf = (tab: string, project: string, person: string): string => JSON.stringify([project, person, tab])
  const tell = ({ project, document }: Tab): void =>
    bus.publish({ project, kind: 'presence', id: document, at: new Date(clock.now()).toISOString() })

  /** Forgets tabs that closed without saying so. */
  function forget(): void {
    for (const [key, tab] of tabs) {
      if (clock.now() - tab.seen <= silence) continue
      tabs.delete(key)
      tell(tab)
    }
  }
  function othersThan({ project, document, person }: Tab): readonly Viewer[] {
    const there = [...tabs.values()].filter((tab) => tab.project === project && tab.document === document)
    const byPerson = Map.groupBy(
      there.filter((tab) => tab.person.id !== person.id),
      (tab) => tab.person.id,
    )
    return [...byPerson].map(([id, own]) => {
      const editedAt = own
        .flatMap((tab) => tab.editedAt ?? [])
        .toSorted()
        .at(-1)
      return {
        id,
        name: own[0]?.person.name ?? '',
        since: new Date(Math.min(...own.map((tab) => tab.since))).toISOString(),
        ...(editedAt === undefined ? {} : { editedAt }),
      }
    })
  }
  return {
    announce(tab, at) {
      forget()
      const key = keyOf(tab, at.project, at.person.id)
      const known = tabs.get(key)
      const now = { ...at, since: known?.since ?? clock.now(), seen: clock.now() }
      tabs.set(key, now)
      const own = [...tabs].filter(([, { person }]) => person.id === at.person.id)
      const [oldest] = own.toSorted(([, a], [, b]) => a.seen - b.seen)
      if (own.length > mostTabs && oldest !== undefined) tabs.delete(oldest[0])
      if (known?.document !== now.document || known.editedAt !== now.editedAt) tell(now)
      if (known !== undefined && known.document !== now.document) tell(known)
      return othersThan(now)
    },
    end(tab, project, person) {
      const key = keyOf(tab, project, person)
      const known = tabs.get(key)
      if (known === undefined) return
      tabs.delete(key)
      tell(known)
    },
  }
}
