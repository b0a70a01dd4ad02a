import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import { type Column, RowCells, RowGap, tableRowHeight } from './table.tsx'
import { lateUiMessages } from '../late-ui-messages.ts'
import { useRowWindow } from './use-row-window.ts'
import './table.css'
import './virtual-table.css'

export interface VirtualTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** The loaded rows, from the first one on. */
  readonly rows: readonly Row[]
  /** The number of all rows, loaded or not. */
  readonly total: number
  readonly rowKey: (row: Row) => string
  /** Names a row, for its checkbox. */
  readonly rowName: (row: Row) => string
  /** Called near the end of the loaded rows, to load more. */
  readonly onNearEnd: () => void
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
}

/** A selectable table of any length: only visible rows are mounted, and screen readers get the total. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, total, rowKey, rowName, onNearEnd, selected, onSelect } = props
  const t = useMessages(lateUiMessages)
  const place = useRef<HTMLDivElement>(null)
  const [anchor, setAnchor] = useState<string>()
  const { first, last } = useRowWindow({ scroller: place, count: rows.length, rowHeight: tableRowHeight })

  useLayoutEffect(() => {
    if (last >= rows.length && rows.length < total) onNearEnd()
  }, [last, rows.length, total, onNearEnd])

  /** Toggles a row; with Shift also everything up to the row toggled before. */
  function toggle(key: string, withRange: boolean): void {
    const next = new Set(selected)
    const keys = rows.map(rowKey)
    const [a, b] = [keys.indexOf(anchor ?? key), keys.indexOf(key)]
    const range = withRange && a >= 0 ? keys.slice(Math.min(a, b), Math.max(a, b) + 1) : [key]
    const isOn = !selected.has(key)
    for (const one of range) {
      if (isOn) next.add(one)
      else next.delete(one)
    }
    setAnchor(key)
    onSelect(next)
  }

  function handleKey(event: KeyboardEvent<HTMLTableElement>): void {
    const { key, target } = event
    if (!(target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('tbody input')]
      boxes[boxes.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)]?.focus()
    }
    if (key === 'Escape' && selected.size > 0) {
      event.preventDefault()
      onSelect(new Set())
    }
  }

  const isAll = rows.length > 0 && rows.every((row) => selected.has(rowKey(row)))
  return (
    <div ref={place} className="lw-virtual">
      <table className="lw-table" aria-label={label} aria-rowcount={total + 1} onKeyDown={handleKey}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="lw-virtual-box">
              <input
                type="checkbox"
                aria-label={t('selectAll')}
                checked={isAll}
                onChange={() => onSelect(new Set(isAll ? [] : rows.map(rowKey)))}
              />
            </th>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                data-align={column.align}
                data-grows={column.grows}
                {...(column.width === undefined ? {} : { style: { width: column.width, minWidth: column.width } })}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <RowGap height={first * tableRowHeight} />
          {rows.slice(first, last).map((row, index) => {
            const key = rowKey(row)
            return (
              <tr key={key} aria-rowindex={first + index + 2} data-selected={selected.has(key) || undefined}>
                <td className="lw-virtual-box">
                  <input
                    type="checkbox"
                    aria-label={t('selectNamed', { name: rowName(row) })}
                    checked={selected.has(key)}
                    onChange={() => undefined}
                    onClick={(event: MouseEvent) => toggle(key, event.shiftKey)}
                  />
                </td>
                <RowCells columns={columns} row={row} />
              </tr>
            )
          })}
          <RowGap height={(rows.length - last) * tableRowHeight} />
        </tbody>
      </table>
    </div>
  )
}
