import { useQuery } from '@tanstack/react-query'
import {
  Blocks,
  CircleHelp,
  CirclePlay,
  Hand,
  House,
  type LucideIcon,
  Package,
  Settings,
  SlidersHorizontal,
  Workflow,
} from 'lucide-react'
import { Link, matchPath, useLocation } from 'react-router'
import { Focusable } from 'react-aria-components/Focusable'
import { Button as AriaButton } from 'react-aria-components/Button'
import { waitingFor } from '#client/my-gates.ts'
import { pathTo, type Place, places } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { useKeysOf } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Tooltip } from '#ui/overlays/tooltip.tsx'
import { appMessages } from './messages.ts'
import { openShortcuts } from './overlays.ts'

export type RailPlace = Extract<
  Place,
  'home' | 'lines' | 'runs' | 'applications' | 'parameters' | 'adapters' | 'approvals' | 'settings'
>

export const railPlaces: readonly { readonly place: RailPlace; readonly icon: LucideIcon }[] = [
  { place: 'home', icon: House },
  { place: 'lines', icon: Workflow },
  { place: 'runs', icon: CirclePlay },
  { place: 'applications', icon: Package },
  { place: 'parameters', icon: SlidersHorizontal },
  { place: 'adapters', icon: Blocks },
  { place: 'approvals', icon: Hand },
  { place: 'settings', icon: Settings },
]

/** Links to every part of a project, with the number of gates that wait for this person. */
export function Rail({ project }: { readonly project: string | undefined }) {
  const t = useMessages(appMessages)
  const keys = useKeysOf('shortcuts')
  const here = placeAt(useLocation().pathname)
  function item({ place, icon }: (typeof railPlaces)[number]) {
    if (project === undefined) return null
    const Item = place === 'approvals' ? ApprovalsItem : RailItem
    return <Item key={place} project={project} place={place} icon={icon} isHere={place === here} />
  }
  return (
    <nav className="lw-rail" aria-label={t('navigation')}>
      <ul>{railPlaces.filter(({ place }) => place !== 'settings').map(item)}</ul>
      <div className="lw-rail-foot">
        <Tooltip text={t('shortcuts')} {...(keys === undefined ? {} : { keys })} placement="right">
          <AriaButton className="lw-rail-item" aria-label={t('shortcuts')} onPress={openShortcuts}>
            <CircleHelp size={18} strokeWidth={1.75} aria-hidden />
          </AriaButton>
        </Tooltip>
        <ul>{railPlaces.filter(({ place }) => place === 'settings').map(item)}</ul>
      </div>
    </nav>
  )
}

interface RailItemProps {
  readonly project: string
  readonly place: RailPlace
  readonly icon: LucideIcon
  readonly isHere: boolean
}

function RailItem({ project, place, icon: Icon, isHere, waiting = 0 }: RailItemProps & { readonly waiting?: number }) {
  const t = useMessages(appMessages)
  const title = waiting > 0 ? t('approvalsWaiting', { count: waiting }) : t(place)
  return (
    <li>
      <Tooltip text={title} placement="right">
        <Focusable>
          <Link
            to={pathTo(place, { project })}
            className="lw-rail-item"
            aria-label={title}
            aria-current={isHere ? 'page' : undefined}
          >
            <Icon size={18} strokeWidth={1.75} aria-hidden />
            {waiting > 0 ? (
              <span className="lw-rail-badge lw-num" aria-hidden>
                {waiting}
              </span>
            ) : null}
          </Link>
        </Focusable>
      </Tooltip>
    </li>
  )
}

/** A separate component, so that changes of gates render nothing else. */
function ApprovalsItem(props: RailItemProps) {
  const { client } = usePlatform()
  const person = usePerson()
  const gates = useQuery(gatesOptions(client, props.project))
  return <RailItem {...props} waiting={waitingFor(gates.data, person)} />
}

/** The rail entry that a page belongs to. A gate's page lies below a run, but belongs to Approvals. */
function placeAt(pathname: string): RailPlace | undefined {
  if (matchPath(places.gate, pathname) !== null) return 'approvals'
  if (matchPath(places.proposal, pathname) !== null) return 'lines'
  return railPlaces.find(({ place }) => matchPath({ path: places[place], end: place === 'home' }, pathname) !== null)
    ?.place
}
