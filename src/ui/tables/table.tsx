import type { ReactNode } from 'react'
import type { RowWindow } from './use-row-window.ts'
import './table.css'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** Hides the title from sight, above buttons that speak for themselves. */
  readonly isTitleHidden?: boolean
  readonly render: (row: Row) => ReactNode
  readonly align?: 'left' | 'right'
  readonly width?: string
  /** Takes the remaining width, and shortens its text if there is too little. */
  readonly grows?: boolean
  /** Wraps its text to as many lines as needed. */
  readonly wraps?: boolean
  /** This cell names its row. */
  readonly isRowHeader?: boolean
}

export interface TableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The mounted rows of a long list; spacers stand for the others, and screen readers get the total. */
  readonly sight?: RowWindow
}

/** Pixels of a single-line row, as in the style sheet. */
export const tableRowHeight = 36

/** A read-only table with native semantics, sticky head and right-aligned numbers. Links in cells navigate. */
export function Table<Row>({ label, columns, rows, rowKey, sight }: TableProps<Row>) {
  const { first, last } = sight ?? { first: 0, last: rows.length }
  const isPart = last - first < rows.length
  return (
    <table className="lw-table" aria-label={label} aria-rowcount={isPart ? rows.length + 1 : undefined}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              data-grows={column.grows}
              {...(column.width === undefined ? {} : { style: { width: column.width, minWidth: column.width } })}
            >
              {column.isTitleHidden === true ? <span className="lw-hidden">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <RowGap height={first * tableRowHeight} />
        {rows.slice(first, last).map((row, index) => (
          <tr key={rowKey(row)} aria-rowindex={isPart ? first + index + 2 : undefined}>
            <RowCells columns={columns} row={row} />
          </tr>
        ))}
        <RowGap height={(rows.length - last) * tableRowHeight} />
      </tbody>
    </table>
  )
}

/** A spacer for rows that are not mounted. */
export function RowGap({ height }: { readonly height: number }) {
  return height === 0 ? null : (
    <tr aria-hidden className="lw-table-gap">
      <td style={{ height }} />
    </tr>
  )
}

/** A table that may be wider than its place. It scrolls in a region that the keyboard can reach (WCAG 2.1.1). */
export function WideTable<Row>(table: TableProps<Row>) {
  return (
    <div className="lw-scroll-x" tabIndex={0} role="group" aria-label={table.label}>
      <Table {...table} />
    </div>
  )
}

/** The cells of a row; the one that names the row is its header. */
export function RowCells<Row>({ columns, row }: { readonly columns: readonly Column<Row>[]; readonly row: Row }) {
  return columns.map((column) =>
    column.isRowHeader === true ? (
      <th key={column.id} scope="row" data-align={column.align} data-wraps={column.wraps}>
        {column.render(row)}
      </th>
    ) : (
      <td key={column.id} data-align={column.align} data-grows={column.grows} data-wraps={column.wraps}>
        {column.render(row)}
      </td>
    ),
  )
}
