import { ArrowUpFromLine, KeyRound, RotateCcw } from 'lucide-react'
import { useRef, useState } from 'react'
import { hueOf } from '#client/environments.ts'
import { placedLinks } from '#client/value-places.ts'
import { namesOwnSecret, secretNameFor, secretNames } from '#domain/parameters/credentials.ts'
import { askingAdapter } from '#domain/parameters/parameter-field.ts'
import { type Promotion, promotions } from '#domain/parameters/promotion.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { ValueChain } from '#ui/text/value-chain.tsx'
import { SecretDialog } from '#parts/secrets/secret-dialog.tsx'
import { secretMessages } from '#parts/secrets/secret-messages.ts'
import { layerWord } from '#parts/values/layer-words.ts'
import { LiveImpact } from './live-impact.tsx'
import { parametersMessages } from './messages.ts'
import { scopeWords } from './scope-words.ts'
import { ValueDoc } from './value-doc.tsx'
import { ValueReach } from './value-reach.tsx'
import { useValues } from './values-context.ts'

interface SideProps {
  readonly row: SheetRow
  readonly scope: Scope
}

/** Everything about a value: its meaning, its chain, actions, and where it goes. */
export function ValueSide({ row, scope }: SideProps) {
  const t = useMessages(parametersMessages)
  const { project, editor, sheet, world } = useValues()
  const cell = sheet.cell(row, scope)
  const links = placedLinks(
    { layer: (layer) => layerWord(t, layer), none: t('none') },
    {
      project,
      parameter: row.name,
      secret: cell.secret?.key,
      changes: editor.subject,
      adapterOfPipeline: (pipeline) => askingAdapter(world, pipeline, row.name),
    },
    sheet.chain(row, scope),
  )
  const heading = useRef<HTMLHeadingElement>(null)
  const chainText = links.map(({ layer, source, value }) => `${layer}\t${source}\t${value}`).join('\n')
  return (
    <>
      <section className="lw-values-section">
        <header className="lw-row lw-spread">
          <h2 ref={heading} tabIndex={-1} className="lw-mono lw-ellipsis">
            {row.name}
          </h2>
          {'environment' in scope ? (
            <EnvironmentChip name={scope.environment} hue={hueOf(world.environments, scope.environment)} />
          ) : (
            <span className="lw-muted lw-nowrap">{scopeWords(t, scope)}</span>
          )}
        </header>
        <ValueDoc row={row} scope={scope} />
      </section>
      {links.length === 0 ? null : (
        <section className="lw-values-section" data-wide>
          <header className="lw-row lw-spread">
            <h3>{t('whereFrom')}</h3>
            <CopyButton text={chainText} label={t('copyChain')} />
          </header>
          <ValueChain label={t('whereFrom')} links={links} wins={t('wins')} overruled={t('overruled')} />
        </section>
      )}
      <ValueActions row={row} scope={scope} onDone={() => heading.current?.focus()} />
      {(row.isSecret || namesOwnSecret(row.name)) && scope.kind === 'deployment' ? (
        <SecretAction row={row} scope={scope} />
      ) : null}
      <LiveImpact row={row} scope={scope} />
      <ValueReach key={`${row.name} ${scopeWords(t, scope)}`} row={row} scope={scope} />
    </>
  )
}

interface ActionsProps extends SideProps {
  /** Focuses the value, since the buttons disappear with it. */
  readonly onDone: () => void
}

/** Resets a value to what it inherits, or sets it for more Deployments at once. */
function ValueActions({ row, scope, onDone }: ActionsProps) {
  const t = useMessages(parametersMessages)
  const { sheet, editable, write } = useValues()
  const cell = sheet.cell(row, scope)
  const own = cell.own
  if (!editable || (own === undefined && cell.secret === undefined)) return null
  const wider = promotions(sheet, row, scope)
  function promote(index: number): void {
    const target = wider[index]?.scope
    if (target === undefined || own === undefined) return
    write(
      [
        { row, scope: target, value: own },
        { row, scope, value: undefined },
      ],
      t('stepPromote', { name: row.name, place: scopeWords(t, target) }),
    )
    onDone()
  }
  function effectOf({ replaces, changes, keeps, overruled }: Promotion): string {
    if (overruled !== undefined)
      return t('promoteOverruled', { place: scopeWords(t, overruled.scope), value: overruled.value })
    return [
      changes === 0 ? t('promoteNone') : t('promoteChanges', { count: changes }),
      ...(keeps === 0 ? [] : [t('promoteKeeps', { count: keeps })]),
      ...(replaces === undefined || replaces === own ? [] : [t('promoteReplaces', { value: replaces })]),
    ].join(' ')
  }
  return (
    <section className="lw-values-section">
      <div className="lw-row">
        <Button
          icon={<RotateCcw size={14} aria-hidden />}
          onPress={() => {
            write([{ row, scope, value: undefined }], t('stepReset', { count: 1 }))
            onDone()
          }}
        >
          {t('reset')}
        </Button>
        {wider.length === 0 ? null : (
          <Menu
            label={t('promote')}
            trigger={<Button icon={<ArrowUpFromLine size={14} aria-hidden />}>{t('promote')}</Button>}
            onAction={(id) => promote(Number(id))}
          >
            {wider.map((promotion, index) => (
              <MenuItem
                key={index}
                id={String(index)}
                textValue={scopeWords(t, promotion.scope)}
                description={effectOf(promotion)}
                isDisabled={promotion.overruled !== undefined}
              />
            ))}
          </Menu>
        )}
      </div>
    </section>
  )
}

/** Stores a secret for the environment and lets the parameter refer to it. */
function SecretAction({ row, scope }: { readonly row: SheetRow; readonly scope: Scope & { kind: 'deployment' } }) {
  const t = useMessages(secretMessages)
  const { project, sheet, editable, write } = useValues()
  const [isOpen, setOpen] = useState(false)
  if (!editable) return null
  const cell = sheet.cell(row, scope)
  const named = row.isSecret ? cell.secret?.key : cell.value
  return (
    <section className="lw-values-section">
      <div className="lw-row">
        <Button icon={<KeyRound size={14} aria-hidden />} onPress={() => setOpen(true)}>
          {t('setSecret')}
        </Button>
      </div>
      {isOpen ? (
        <SecretDialog
          project={project}
          environment={scope.environment}
          secret={named === undefined || named === '' ? secretNameFor(row.name) : named}
          onClose={() => setOpen(false)}
          onSet={(key) => write([{ row, scope, value: row.isSecret ? key : secretNames([key])[0] }])}
        />
      ) : null}
    </section>
  )
}
