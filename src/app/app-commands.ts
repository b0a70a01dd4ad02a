import { pathTo } from '#client/paths.ts'
import type { Command } from '#ui/commands/registry.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import { changePreferences } from '#ui/preferences.ts'
import type { appMessages } from './messages.ts'
import { openPalette, openShortcuts } from './overlays.ts'
import type { RailPlace } from './rail.tsx'

/** Commands of the shell: every place of the project, the theme, palette and shortcuts. */
export function appCommands(
  t: Translate<typeof appMessages>,
  project: string | undefined,
  shown: readonly RailPlace[],
  navigate: (to: string) => void,
): readonly Command[] {
  const go = shown.map((place): Command => {
    return {
      id: `go-${place}`,
      title: t('goTo', { place: t(place) }),
      group: t('groupGo'),
      when: () => project !== undefined,
      run: () => (project === undefined ? undefined : navigate(pathTo(place, { project }))),
    }
  })
  const begin = (
    [
      ['new-line', t('newLine'), { new: '1' }],
      ['import-line', t('importLine'), { do: 'import' }],
      ['from-repository', t('fromRepository'), { start: 'repository' }],
    ] as const
  ).map(([id, title, search]): Command => ({
    id,
    title,
    group: t('groupNew'),
    when: () => project !== undefined,
    run: () => (project === undefined ? undefined : navigate(pathTo('lines', { project }, search))),
  }))
  return [
    {
      id: 'palette',
      title: t('search'),
      group: t('groupView'),
      keys: ['Mod+K', 'Mod+Shift+P'],
      inFields: true,
      run: openPalette,
    },
    { id: 'shortcuts', title: t('shortcuts'), group: t('groupView'), keys: ['?'], run: openShortcuts },
    ...go,
    ...begin,
    { id: 'new-project', title: t('newProject'), group: t('groupNew'), run: () => navigate(pathTo('newProject', {})) },
    {
      id: 'theme-light',
      title: t('themeLight'),
      group: t('groupView'),
      run: () => changePreferences({ theme: 'light' }),
    },
    { id: 'theme-dark', title: t('themeDark'), group: t('groupView'), run: () => changePreferences({ theme: 'dark' }) },
    {
      id: 'theme-system',
      title: t('themeSystem'),
      group: t('groupView'),
      run: () => changePreferences({ theme: 'system' }),
    },
    {
      id: 'language-en',
      title: 'English',
      group: t('groupView'),
      words: 'language 言語',
      run: () => changePreferences({ language: 'en' }),
    },
    {
      id: 'language-ja',
      title: '日本語',
      group: t('groupView'),
      words: 'language japanese nihongo 言語',
      run: () => changePreferences({ language: 'ja' }),
    },
  ]
}
