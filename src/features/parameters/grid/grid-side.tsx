import { ArrowRightToLine, RotateCcw, Table2 } from 'lucide-react'
import { inOrder } from '#client/environments.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Menu, MenuItem } from '#ui/overlays/menu.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { parametersMessages } from '../messages.ts'
import { ValueSide } from '../value-side.tsx'
import { useValues, type ValueChange } from '../values-context.ts'
import { chosenCell, rangeIn } from './cell-address.ts'
import { copiedTable } from './copied-text.ts'
import type { SelectedRange } from './grid-selection.ts'

interface SideProps {
  readonly range: SelectedRange | undefined
}

/** Details of the selected value, and actions for a range. */
export function GridSide({ range }: SideProps) {
  const { sheet, view } = useValues()
  const [row, scope] = chosenCell(sheet, view, range)
  return (
    <>
      {row === undefined || scope === undefined ? null : <ValueSide row={row} scope={scope} />}
      {range !== undefined && range.rows.length * range.scopes.length > 1 ? (
        <RangeSide {...rangeIn(sheet, range)} />
      ) : null}
    </>
  )
}

function RangeSide({ rows, scopes }: Pick<SelectedRange, 'rows' | 'scopes'>) {
  const t = useMessages(parametersMessages)
  const { sheet, world, reference, editable, write } = useValues()
  const cells = rows.flatMap((row) => scopes.map((scope) => ({ row, scope, cell: sheet.cell(row, scope) })))
  const own = cells.filter(({ cell }) => cell.own !== undefined && cell.layer !== 'line')
  const inherited = cells.filter(({ cell }) => cell.own === undefined && cell.state === 'known')
  const different = cells.filter(({ row, scope }) => sheet.differs(row, scope, reference))
  const facts = [
    [t('rangeOwn'), own.length],
    [t('rangeInherited'), inherited.length],
    [t('rangeDiffers', { name: reference }), different.length],
  ] as const
  async function copyTable(): Promise<void> {
    await navigator.clipboard.write([new ClipboardItem(copiedTable(t('parameter'), sheet, rows, scopes))])
    showToast({ text: t('tableCopied', { count: cells.length }) })
  }
  function copyTo(environment: string): void {
    const changes = own.flatMap(({ row, scope, cell }): ValueChange[] => {
      if (scope.kind !== 'deployment' || scope.environment === environment) return []
      const target = sheet.scopes.find(
        (one) => one.kind === 'deployment' && one.application === scope.application && one.environment === environment,
      )
      return target === undefined ? [] : [{ row, scope: target, value: cell.own }]
    })
    write(changes, t('stepCopy', { count: changes.length, name: environment }))
  }
  return (
    <section className="lw-values-section">
      <header className="lw-row lw-spread">
        <h2>{t('selection')}</h2>
        <span className="lw-muted">
          {t('rangeSize', { rows: rows.length, columns: scopes.length, cells: cells.length })}
        </span>
      </header>
      <dl className="lw-values-facts">
        {facts.map(([title, count]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd className="lw-num">{count}</dd>
          </div>
        ))}
      </dl>
      <div className="lw-row">
        <Button icon={<Table2 size={14} aria-hidden />} onPress={() => void copyTable()}>
          {t('copyTable')}
        </Button>
      </div>
      {editable ? (
        <div className="lw-row">
          <Menu
            label={t('copyTo')}
            trigger={<Button icon={<ArrowRightToLine size={14} aria-hidden />}>{t('copyTo')}</Button>}
            onAction={copyTo}
          >
            {inOrder(world.environments).map(({ name }) => (
              <MenuItem key={name} id={name} textValue={name} />
            ))}
          </Menu>
          <Button
            icon={<RotateCcw size={14} aria-hidden />}
            isDisabled={own.length === 0}
            onPress={() =>
              write(
                own.map(({ row, scope }) => ({ row, scope, value: undefined })),
                t('stepReset', { count: own.length }),
              )
            }
          >
            {t('reset')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
