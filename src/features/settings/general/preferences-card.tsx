import { Card } from '#ui/card.tsx'
import { languages } from '#ui/i18n/intl.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { changePreferences, themes } from '#ui/preferences.ts'
import { usePreferences } from '#ui/use-preferences.ts'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { generalMessages } from './general-messages.ts'

const themeKeys = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const
const languageNames = { en: 'English', ja: '日本語' } as const

/** This person's preferences, kept in this browser. */
export function PreferencesCard() {
  const t = useMessages(generalMessages)
  const { theme, language, singleKeys } = usePreferences()
  return (
    <Card title={t('preferences')}>
      <dl className="lw-facts lw-facts-controls">
        <dt>{t('theme')}</dt>
        <dd>
          <Segmented
            label={t('theme')}
            selected={theme}
            choices={themes.map((id) => ({ id, title: t(themeKeys[id]) }))}
            onSelect={(id) => changePreferences({ theme: themes.find((known) => known === id) ?? 'system' })}
          />
        </dd>
        <dt>{t('language')}</dt>
        <dd>
          <Segmented
            label={t('language')}
            selected={language}
            choices={languages.map((id) => ({ id, title: languageNames[id] }))}
            onSelect={(id) => changePreferences({ language: languages.find((known) => known === id) ?? 'en' })}
          />
        </dd>
      </dl>
      <div className="lw-card-pad">
        <Switch isSelected={singleKeys} onChange={(isOn) => changePreferences({ singleKeys: isOn })}>
          {t('singleKeys')}
        </Switch>
      </div>
    </Card>
  )
}
