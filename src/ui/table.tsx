import type { ReactNode } from 'react'
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
}

/** A table to read: native semantics, sticky head, right-aligned numbers. Links in cells carry the navigation. */
export function Table<Row>({ label, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <table className="lw-table" aria-label={label}>
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
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            <RowCells columns={columns} row={row} />
          </tr>
        ))}
      </tbody>
    </table>
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
