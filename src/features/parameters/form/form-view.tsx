import { ScanLine, SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import type { FormGroup } from '#ui/form/form-field.ts'
import { ValueForm } from '#ui/form/value-form.tsx'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues } from '../values-context.ts'
import { useGroupWords } from '../group-words.ts'
import { useSuggestions } from '../use-suggestions.ts'
import { placeHeading } from '../setup/resource-dialog.tsx'
import { ValueSide } from '../value-side.tsx'
import { formField } from './form-fields.ts'
import { partsOf } from './form-parts.ts'
import { NoFields } from '../no-fields.tsx'
import { RawValues } from './raw-values.tsx'
import { ScopeList } from './scope-list.tsx'
import './form-view.css'

/** The values of one scope as a form, with missing ones first. */
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
          <h2 id={placeHeading} tabIndex={-1}>
            {scopeWords(t, scope)}
          </h2>
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
          <InSlices>
            <ScopeForm
              key={scopeKey(scope)}
              scope={scope}
              onShow={(name) => show({ parameter: name, scope: scopeKey(scope) })}
            />
          </InSlices>
        )}
      </div>
      <aside className="lw-values-side" aria-label={t('details')}>
        {row === undefined ? (
          <p className="lw-muted lw-values-section">{t('chooseField')}</p>
        ) : (
          <InSlices>
            <ValueSide row={row} scope={scope} />
          </InSlices>
        )}
      </aside>
    </div>
  )
}

function firstToFill(sheet: Sheet): Scope | undefined {
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
  const { sheet, view, editable, write } = values
  // Fields stay in the part where they were when the form opened: moving the one being typed in would lose the focus.
  const [opened] = useState({ sheet, scope })
  const suggestionsFor = useSuggestions(scope, view.parameter ?? '')
  const rows = useMemo(() => new Map(sheet.rows.map((row) => [row.name, row])), [sheet])
  const parts = partsOf({ sheet, scope }, opened)
  const group = (id: string, title: string, list: readonly SheetRow[], isOpen: boolean, note?: string): FormGroup => ({
    id,
    title,
    tone: id === 'fill' ? 'fill' : 'plain',
    isOpen,
    ...(note === undefined ? {} : { note }),
    fields: list.map((row) =>
      formField(
        t,
        values,
        row,
        scope,
        suggestionsFor(row).map(({ text: id, title = id }) => ({ id, title })),
      ),
    ),
  })
  const left = parts.fill.filter((row) => sheet.cell(row, scope).state === 'missing').length
  const groups = [
    group('fill', left === 0 ? t('filled') : t('toFill', { count: left }), parts.fill, true),
    ...[...parts.own].map(([id, list]) => group(id, groupWords(id), list, true)),
    group(
      'inherited',
      t('inheritedValues', { count: parts.inherited.length }),
      parts.inherited,
      // Inherited values are unfolded if there is nothing else in the form.
      parts.fill.length === 0 && parts.own.size === 0,
      t('inheritedText'),
    ),
    group('derived', t('derivedValues', { count: parts.derived.length }), parts.derived, false, t('derivedText')),
    group('default', t('defaultValues', { count: parts.defaults.length }), parts.defaults, false, t('defaultText')),
    group('line', t('lineValues', { count: parts.line.length }), parts.line, false, t('lineText')),
    group('idle', t('idleValues', { count: parts.idle.length }), parts.idle, false, t('idleText')),
  ].filter(({ fields }) => fields.length > 0)
  if (groups.length === 0) return <NoFields scope={scope} />
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
