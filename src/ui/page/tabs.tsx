import { type ReactNode, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import { TabStrip } from './tab-strip.tsx'
import './tabs.css'

export interface TabItem {
  readonly id: string
  readonly title: string
  /** A Badge with a count. */
  readonly badge?: ReactNode
  readonly content: ReactNode
  /** Stays mounted once shown, because it takes long to create. */
  readonly isKept?: boolean
}

export interface TabsProps {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected: string
  readonly onSelect: (id: string) => void
  /** Rendered at the right of the tabs. */
  readonly aside?: ReactNode
}

/** Underlined tabs. The caller keeps the selection, since it belongs in the URL. */
export function Tabs({ label, items, selected, onSelect, aside }: TabsProps) {
  const [shown, setShown] = useState<readonly string[]>([selected])
  if (!shown.includes(selected)) setShown([...shown, selected])
  return (
    <AriaTabs className="lw-tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <div className="lw-tabs-head">
        <TabStrip selected={selected}>
          <TabList className="lw-tablist" aria-label={label}>
            {items.map((item) => (
              <Tab key={item.id} id={item.id} className="lw-tab">
                {item.title}
                {item.badge}
              </Tab>
            ))}
          </TabList>
        </TabStrip>
        {aside === undefined ? null : <div className="lw-tabs-aside">{aside}</div>}
      </div>
      {items.map((item) => (
        <TabPanel
          key={item.id}
          id={item.id}
          className="lw-tabpanel"
          shouldForceMount={item.isKept === true && shown.includes(item.id)}
        >
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
