import {
  ChevronDown,
  CircleAlert,
  CircleX,
  EqualNot,
  KeyRound,
  Link2,
  MapPin,
  Package,
  PencilLine,
  Replace,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { inOrder } from '#client/environments.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem, MenuSection } from '#ui/overlays/menu.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { parametersMessages } from './messages.ts'
import { firstMeant } from './grid/grid-lines.ts'
import type { SheetCounts } from './count-sheet.ts'
import type { Filter } from './use-values-view.ts'
import { useValues } from './values-context.ts'

/** Filters of the grid: by name, applications, environments, and by what needs attention. */
export function ValuesFilters({ counts }: { readonly counts: SheetCounts }) {
  const t = useMessages(parametersMessages)
  const { world, sheet, published, view, show, reference } = useValues()
  const environments = inOrder(world.environments).map(({ name }) => name)
  function toggle(filter: Filter): void {
    if (view.only.includes(filter)) return show({ only: view.only.filter((one) => one !== filter) })
    const only = [...view.only, filter]
    show({ only, ...firstMeant(filter, { sheet, published, reference, view: { ...view, only } }) })
  }
  function chip(filter: Filter, icon: ReactNode, title: string, count: number, isAlways = false) {
    if (count === 0 && !isAlways && !view.only.includes(filter)) return null
    return (
      <ToggleButton
        key={filter}
        className="lw-values-chip"
        isSelected={view.only.includes(filter)}
        onChange={() => toggle(filter)}
      >
        {icon}
        {title}
        <span className="lw-badge lw-num" data-tone="neutral">
          {count}
        </span>
      </ToggleButton>
    )
  }
  return (
    <>
      <span className="lw-values-search">
        <SearchField label={t('filterByName')} value={view.text} onChange={(text) => show({ text })} />
      </span>
      <Choices
        icon={<Package size={16} aria-hidden />}
        title={t('applications')}
        all={t('allApplications')}
        names={world.applications.map(({ name }) => name)}
        chosen={view.applications}
        onChange={(applications) => show({ applications })}
      />
      <Choices
        icon={<MapPin size={16} aria-hidden />}
        title={t('environments')}
        all={t('allEnvironments')}
        names={environments}
        chosen={view.environments}
        onChange={(chosen) => show({ environments: chosen })}
      />
      <span className="lw-values-chips" role="group" aria-label={t('filters')}>
        {chip('missing', <CircleAlert size={14} aria-hidden />, t('filterMissing'), counts.missing, true)}
        {chip('invalid', <CircleX size={14} aria-hidden />, t('filterInvalid'), counts.invalid)}
        {chip(
          'differs',
          <EqualNot size={14} aria-hidden />,
          t('filterDiffers', { name: reference }),
          counts.differs,
          true,
        )}
        {chip('secrets', <KeyRound size={14} aria-hidden />, t('filterSecrets'), counts.secretsNotSet)}
        {chip('unused', <Trash2 size={14} aria-hidden />, t('filterUnused'), counts.unused)}
        {chip('changed', <PencilLine size={14} aria-hidden />, t('filterChanged'), counts.changed)}
      </span>
    </>
  )
}

/** Comparing with another environment, replacing, sharing the view. */
export function GridTools() {
  const t = useMessages(parametersMessages)
  const { world, show, reference } = useValues()
  const environments = inOrder(world.environments).map(({ name }) => name)
  return (
    <span className="lw-row">
      <Menu
        label={t('reference')}
        trigger={
          <IconButton label={t('reference')}>
            <EqualNot size={16} aria-hidden />
          </IconButton>
        }
        onAction={(name) => show({ reference: name })}
      >
        <MenuSection title={t('reference')}>
          {environments.map((name) => (
            <MenuItem key={name} id={name} textValue={name} checked={name === reference} />
          ))}
        </MenuSection>
      </Menu>
      <IconButton label={t('findReplace')} command="values.replace" onPress={() => show({ dialog: 'replace' })}>
        <Replace size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t('copyView')}
        onPress={() => {
          void navigator.clipboard.writeText(location.href).then(() => showToast({ text: t('viewCopied') }))
        }}
      >
        <Link2 size={16} aria-hidden />
      </IconButton>
    </span>
  )
}

interface ChoicesProps {
  readonly icon: ReactNode
  readonly title: string
  readonly all: string
  readonly names: readonly string[]
  readonly chosen: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}

function Choices({ icon, title, all, names, chosen, onChange }: ChoicesProps) {
  const shown = chosen.length === 0 ? title : chosen.join(', ')
  return (
    <Menu
      label={title}
      trigger={
        <Button icon={icon} aria-label={`${title}: ${chosen.length === 0 ? all : shown}`}>
          <span className="lw-row">
            <span className="lw-ellipsis lw-values-chosen">{shown}</span>
            <ChevronDown size={16} aria-hidden />
          </span>
        </Button>
      }
      onAction={(id) => {
        if (id === '') onChange([])
        else onChange(chosen.includes(id) ? chosen.filter((name) => name !== id) : [...chosen, id])
      }}
    >
      <MenuItem id="" textValue={all} checked={chosen.length === 0} />
      {names.map((name) => (
        <MenuItem key={name} id={name} textValue={name} checked={chosen.includes(name)} />
      ))}
    </Menu>
  )
}
