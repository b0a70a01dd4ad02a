import { MousePointer2 } from 'lucide-react'
import { memo } from 'react'
import { hueOf } from '#client/environments.ts'
import { buildLane } from '#domain/line/layout/layout-input.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge, EnvironmentChip } from '#ui/marks.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { useSelected, useView } from '../designer-context.tsx'
import { GateInspector } from './gate-inspector.tsx'
import { LineSettings } from './line-settings.tsx'
import { ManifestsTab } from '../manifests-tab.tsx'
import { designerMessages } from '../messages.ts'
import { ParametersTab } from './parameters-tab.tsx'
import { SelectionMenu } from './selection-menu.tsx'
import { StageTab } from './stage-tab.tsx'
import { adaptersOf } from '#domain/parameters/parameter-field.ts'
import { shortStageName } from '#parts/short-stage-name.ts'
import { categoryOf } from '../palette/stage-words.ts'
import { GroupIcon } from '#ui/group-icon.tsx'
import { useAddress } from '#ui/use-address.ts'
import '../palette/palette.css'

/** The right pane: the form of what is selected, or of the line. */
export const Inspector = memo(function Inspector() {
  const t = useMessages(designerMessages)
  const view = useView()
  const { selected, selection } = useSelected()
  const stage = selected === undefined ? undefined : view.stages.get(selected)
  const gate =
    selected?.startsWith('gate:') === true
      ? view.line.spec.gates?.find((entry) => entry.name === selected.slice('gate:'.length))
      : undefined
  const [search, change] = useAddress()
  if (gate !== undefined) return <GateInspector key={gate.name} gate={gate} />
  if (stage === undefined) {
    return (
      <div className="lw-inspector">
        <EmptyState icon={<MousePointer2 size={24} />} title={t('emptyTitle')} text={t('emptyText')} />
        <LineSettings />
      </div>
    )
  }
  const lane = view.laneOf.get(stage.name) ?? ''
  const missing = (view.parameters.get(stage.name) ?? []).filter((parameter) => parameter.state === 'missing').length
  const adapters = adaptersOf(view.world, stage.spec.pipeline).map((adapter) => adapter.name)
  return (
    <div className="lw-inspector">
      <header className="lw-inspector-head">
        <div className="lw-inspector-title">
          <span className="lw-palette-icon">
            <GroupIcon group={categoryOf(view.world, stage.spec.pipeline)} />
          </span>
          <h2 title={stage.name} className="lw-ellipsis">
            {shortStageName(stage.name, lane)}
          </h2>
          {lane === buildLane || lane === '' ? null : (
            <EnvironmentChip name={lane} hue={hueOf(view.world.environments, lane)} />
          )}
          <SelectionMenu name={stage.name} kind="card" />
        </div>
        {selection.size < 2 ? null : (
          <p className="lw-inspector-several">{t('severalSelected', { count: selection.size })}</p>
        )}
        <p className="lw-inspector-sub">{[stage.spec.pipeline, ...adapters.slice(0, 1)].join(' · ')}</p>
      </header>
      <Tabs
        label={t('inspector')}
        selected={search.get('tab') ?? 'parameters'}
        onSelect={(id) => change({ tab: id })}
        items={[
          { id: 'stage', title: t('stage'), content: <StageTab key={stage.name} stage={stage} /> },
          {
            id: 'parameters',
            title: t('parameters'),
            ...(missing === 0 ? {} : { badge: <Badge tone="amber">{missing}</Badge> }),
            content: <ParametersTab key={stage.name} stage={stage} />,
          },
          { id: 'manifests', title: t('manifests'), content: <ManifestsTab key={stage.name} stage={stage.name} /> },
        ]}
      />
    </div>
  )
})
