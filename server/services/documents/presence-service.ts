import type { Viewer } from '#contract/presence.ts'
import type { Person } from '#domain/project.ts'
import type { Bus } from '../../ports/bus.ts'
import type { Clock } from '../../ports/clock.ts'

/** One tab of one person that has a document open. */
interface Tab {
  readonly project: string
  readonly document: string
  readonly person: Pick<Person, 'id' | 'name'>
  readonly since: number
  readonly seen: number
  readonly editedAt: string | undefined
}

/** Who has which document open now. Nothing of it is kept: it is true for as long as tabs say so. */
export interface PresenceService {
  /** Notes a tab, and answers who else has its document open. */
  announce(tab: string, at: Omit<Tab, 'since' | 'seen'>): readonly Viewer[]
  end(tab: string, project: string, person: string): void
}

// Hidden tabs may be held to one timer a minute; a tab that has said nothing for longer is gone.
const silence = 75_000
// More tabs of one person than these are no person's tabs.
const mostTabs = 50

export function createPresenceService({ bus, clock }: { readonly bus: Bus; readonly clock: Clock }): PresenceService {
  const tabs = new Map<string, Tab>()
  const keyOf = (tab: string, project: string, person: string): string => JSON.stringify([project, person, tab])
  const tell = ({ project, document }: Tab): void =>
    bus.publish({ project, kind: 'presence', id: document, at: new Date(clock.now()).toISOString() })

  /** Forgets tabs that died without a word. */
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
