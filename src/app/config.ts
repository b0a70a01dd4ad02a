import { createContext, useContext } from 'react'
import type { Config } from '#contract/config.ts'

const ConfigContext = createContext<Config | undefined>(undefined)
export const ConfigProvider = ConfigContext.Provider

/** What the installation said of itself before anybody signed in. */
export function useConfig(): Config {
  const config = useContext(ConfigContext)
  if (config === undefined) throw new Error('useConfig stands outside of ConfigProvider')
  return config
}
