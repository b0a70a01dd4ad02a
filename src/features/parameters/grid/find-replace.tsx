import { useMemo } from 'react'
import { z } from 'zod'
import { checkValue } from '#domain/parameters/check-value.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues, type ValueChange } from '../values-context.ts'
import type { GridLine } from './grid-lines.ts'

interface FindReplaceProps {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  readonly onClose: () => void
}

/** Replaces a text in the visible values, after a preview. */
export function FindReplace({ lines, scopes, onClose }: FindReplaceProps) {
  const t = useMessages(parametersMessages)
  const { sheet, editable, write } = useValues()
  const [find, setFind] = useTyped('find', z.string(), '')
  const [replacement, setReplacement] = useTyped('replacement', z.string(), '')
  const [wholeValue, setWhole] = useTyped('find whole', z.boolean(), false)
  const changes = useMemo((): readonly ValueChange[] => {
    if (find === '') return []
    return lines.flatMap((line) =>
      line.kind === 'group' || line.row.isSecret
        ? []
        : scopes.flatMap((scope): ValueChange[] => {
            const { own } = sheet.cell(line.row, scope)
            if (own === undefined || (wholeValue ? own !== find : !own.includes(find))) return []
            return [{ row: line.row, scope, value: own.replaceAll(find, replacement) }]
          }),
    )
  }, [find, lines, replacement, scopes, sheet, wholeValue])
  const isReady = editable && changes.length > 0
  function replace(): void {
    write(
      changes.map((change) => ({ ...change, value: change.value === '' ? undefined : change.value })),
      t('stepReplace', { count: changes.length }),
    )
    onClose()
  }
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('findReplace')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" isDisabled={!isReady} onPress={replace}>
          {t('replaceAll', { count: changes.length })}
        </Button>
      }
    >
      <div className="lw-values-rows">
        <TextField label={t('find')} value={find} onChange={setFind} mono autoFocus />
        <TextField label={t('replaceWith')} value={replacement} onChange={setReplacement} mono />
        <Checkbox isSelected={wholeValue} onChange={setWhole}>
          {t('wholeValues')}
        </Checkbox>
      </div>
      <p role="status" className="lw-muted">
        {find === '' ? t('findHint') : t('found', { count: changes.length })}
      </p>
      <ul className="lw-values-found">
        {changes.slice(0, 200).map(({ row, scope, value = '' }) => (
          <li
            key={`${row.name} ${scopeKey(scope)}`}
            data-fault={checkValue(row.field, value) !== undefined || undefined}
          >
            <span className="lw-mono">{row.name}</span>
            <span className="lw-muted">{scopeWords(t, scope)}</span>
            <span className="lw-mono">
              <del>{sheet.cell(row, scope).own}</del> <ins>{value}</ins>
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
