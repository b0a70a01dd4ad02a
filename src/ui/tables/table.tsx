import type { ReactNode } from 'react'
import type { RowWindow } from './use-row-window.ts'
import './table.css'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** Over buttons that say themselves what they do, the title is only heard. */
  readonly isTitleHidden?: boolean
  readonly render: (row: Row) => ReactNode
  readonly align?: 'left' | 'right'
  readonly width?: string
  /** Takes what room is left, and shortens its text where there is too little. */
  readonly grows?: boolean
  /** Its text is read to the end, in as many lines as it takes. */
  readonly wraps?: boolean
  /** This cell names its row. */
  readonly isRowHeader?: boolean
}

export interface TableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The rows of a long list that are there; the others leave their room, and screen readers hear of them. */
  readonly sight?: RowWindow
}

/** Of a row whose text stays in one line, as the style sheet has it. */
export const tableRowHeight = 36

/** A table to read: native semantics, sticky head, right-aligned numbers. Links in cells carry the navigation. */
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
              {...(column.width === undefined ? {} : { style: { width: column.width } })}
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

/** Room of rows that are not there. */
export function RowGap({ height }: { readonly height: number }) {
  return height === 0 ? null : (
    <tr aria-hidden className="lw-table-gap">
      <td style={{ height }} />
    </tr>
  )
}

/** A table that may be wider than its place: it scrolls in a region of its own, which the keyboard reaches (WCAG 2.1.1). */
export function WideTable<Row>(table: TableProps<Row>) {
  return (
    <div className="lw-scroll-x" tabIndex={0} role="group" aria-label={table.label}>
      <Table {...table} />
    </div>
  )
}

/** The cells of a row, the one that names it as its header. */
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
