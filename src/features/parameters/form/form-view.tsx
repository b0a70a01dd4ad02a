import { ScanLine, SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import type { FormGroup } from '#ui/form/form-field.ts'
import { ValueForm } from '#ui/form/value-form.tsx'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues } from '../values-context.ts'
import { useGroupWords } from '../group-words.ts'
import { ValueSide } from '../value-side.tsx'
import { formField } from './form-fields.ts'
import { RawValues } from './raw-values.tsx'
import { ScopeList } from './scope-list.tsx'

/** The values of one scope as a form that opens on what is missing. */
export function FormView() {
  const t = useMessages(parametersMessages)
  const { sheet, view, show } = useValues()
  const [isRaw, setRaw] = useState(false)
  const scope = sheet.scopes.find((one) => scopeKey(one) === view.scope) ?? firstToFill(sheet)
  const row = sheet.rows.find(({ name }) => name === view.parameter)
  if (scope === undefined)
    return <EmptyState icon={<SlidersHorizontal size={24} />} title={t('noParameters')} text={t('noParametersText')} />
  return (
    <div className="lw-values-form">
      <ScopeList selected={scope} />
      <div className="lw-values-form-body">
        <header className="lw-row lw-spread lw-values-form-head">
          <h2>{scopeWords(t, scope)}</h2>
          <Segmented
            label={t('editAs')}
            selected={isRaw ? 'raw' : 'form'}
            onSelect={(id) => setRaw(id === 'raw')}
            choices={[
              { id: 'form', title: t('form') },
              { id: 'raw', title: 'YAML' },
            ]}
          />
        </header>
        {isRaw ? (
          <RawValues key={scopeKey(scope)} scope={scope} />
        ) : (
          <ScopeForm
            key={scopeKey(scope)}
            scope={scope}
            onShow={(name) => show({ parameter: name, scope: scopeKey(scope) })}
          />
        )}
      </div>
      <aside className="lw-values-side" aria-label={t('details')}>
        {row === undefined ? (
          <p className="lw-muted lw-values-section">{t('chooseField')}</p>
        ) : (
          <ValueSide row={row} scope={scope} />
        )}
      </aside>
    </div>
  )
}

function firstToFill(sheet: ReturnType<typeof useValues>['sheet']): Scope | undefined {
  const deployments = sheet.scopes.filter(({ kind }) => kind === 'deployment')
  return (
    deployments.find((scope) => sheet.rows.some((row) => sheet.cell(row, scope).state === 'missing')) ??
    deployments[0] ??
    sheet.scopes[0]
  )
}

function ScopeForm({ scope, onShow }: { readonly scope: Scope; readonly onShow: (parameter: string) => void }) {
  const t = useMessages(parametersMessages)
  const groupWords = useGroupWords()
  const values = useValues()
  const { sheet, editable, write } = values
  // What was missing when the form opened stays at the top while it is filled: fields do not jump away under the hand.
  const [missing] = useState(
    () => new Set(sheet.rows.filter((row) => sheet.cell(row, scope).state === 'missing').map(({ name }) => name)),
  )
  const rows = useMemo(() => new Map(sheet.rows.map((row) => [row.name, row])), [sheet])
  const parts = partsOf(sheet, scope, missing)
  const group = (id: string, title: string, list: readonly SheetRow[], isOpen: boolean, note?: string): FormGroup => ({
    id,
    title,
    tone: id === 'fill' ? 'fill' : 'plain',
    isOpen,
    ...(note === undefined ? {} : { note }),
    fields: list.map((row) => formField(t, values, row, scope)),
  })
  const left = parts.fill.filter((row) => sheet.cell(row, scope).state === 'missing').length
  const groups = [
    group('fill', left === 0 ? t('filled') : t('toFill', { count: left }), parts.fill, true),
    ...[...parts.own].map(([id, list]) => group(id, groupWords(id), list, true)),
    group(
      'inherited',
      t('inheritedValues', { count: parts.inherited.length }),
      parts.inherited,
      false,
      t('inheritedText'),
    ),
    group('derived', t('derivedValues', { count: parts.derived.length }), parts.derived, false, t('derivedText')),
    group('default', t('defaultValues', { count: parts.defaults.length }), parts.defaults, false, t('defaultText')),
    group('line', t('lineValues', { count: parts.line.length }), parts.line, false, t('lineText')),
  ].filter(({ fields }) => fields.length > 0)
  return (
    <ValueForm
      label={scopeWords(t, scope)}
      groups={groups}
      isDisabled={!editable}
      onFocus={onShow}
      onChange={(id, value) => {
        const row = rows.get(id)
        if (row !== undefined) write([{ row, scope, value }], undefined, `form ${scopeKey(scope)} ${id}`)
      }}
      asideOf={(id) => (
        <IconButton label={t('whereFromNamed', { name: id })} onPress={() => onShow(id)}>
          <ScanLine size={16} aria-hidden />
        </IconButton>
      )}
    />
  )
}

interface Parts {
  readonly fill: readonly SheetRow[]
  /** Set at this scope, by group. */
  readonly own: ReadonlyMap<string, readonly SheetRow[]>
  readonly inherited: readonly SheetRow[]
  readonly derived: readonly SheetRow[]
  readonly defaults: readonly SheetRow[]
  readonly line: readonly SheetRow[]
}

/** Sorts the parameters of a scope: what is missing, what is set here, and what comes from elsewhere. */
function partsOf(sheet: ReturnType<typeof useValues>['sheet'], scope: Scope, missing: ReadonlySet<string>): Parts {
  const all = sheet.rows.filter((row) => sheet.cell(row, scope).state !== 'none')
  const rest = all.filter(({ name }) => !missing.has(name))
  const isOwn = (row: SheetRow): boolean => {
    const { own, secret, layer, state } = sheet.cell(row, scope)
    return state === 'missing' || ((own !== undefined || secret !== undefined) && layer !== 'line')
  }
  const from = (...layers: readonly (string | undefined)[]): readonly SheetRow[] =>
    rest.filter((row) => !isOwn(row) && layers.includes(sheet.cell(row, scope).layer))
  const own = rest.filter(isOwn)
  return {
    fill: all.filter(({ name }) => missing.has(name)),
    own: new Map(
      [...new Set(own.map((row) => row.group))].map((name) => [name, own.filter((row) => row.group === name)]),
    ),
    inherited: from('environment', 'application', 'project', undefined),
    derived: from('derived'),
    defaults: from('default'),
    line: from('line'),
  }
}
