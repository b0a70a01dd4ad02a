import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Page } from '#ui/page/page.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { settingsMessages } from './messages.ts'
import './settings.css'

export type SettingsSection = (typeof sections)[number]

const sections = ['settings', 'people', 'tokens', 'rules', 'triggers', 'webhooks', 'audit'] as const
const words = {
  settings: 'general',
  people: 'people',
  tokens: 'tokens',
  rules: 'rules',
  triggers: 'triggers',
  webhooks: 'webhooks',
  audit: 'audit',
} as const satisfies Record<SettingsSection, string>

export interface SettingsFrameProps {
  readonly section: SettingsSection
  readonly note: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The frame of a settings page, with tabs to the others. */
export function SettingsFrame({ section, note, aside, children }: SettingsFrameProps) {
  const t = useMessages(settingsMessages)
  const project = useProjectName()
  const title = section === 'settings' ? t('settings') : t(words[section])
  useTitle(title)
  return (
    <Page title={title} note={note} {...(aside === undefined ? {} : { aside })}>
      <Breadcrumb
        crumbs={
          section === 'settings'
            ? [{ title: t('settings') }]
            : [{ title: t('settings'), to: pathTo('settings', { project }) }, { title }]
        }
      />
      <nav className="lw-settings-nav" aria-label={t('sections')}>
        <ul>
          {sections.map((place) => (
            <li key={place}>
              <NavLink to={pathTo(place, { project })} end>
                {t(words[place])}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  )
}
