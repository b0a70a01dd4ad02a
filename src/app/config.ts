import { createContext, useContext } from 'react'
import type { Config } from '#contract/config.ts'

const ConfigContext = createContext<Config | undefined>(undefined)
export const ConfigProvider = ConfigContext.Provider

/** The installation's public configuration, fetched before anybody signs in. */
export function useConfig(): Config {
  const config = useContext(ConfigContext)
  if (config === undefined) throw new Error('useConfig stands outside of ConfigProvider')
  return config
}
