/** What a picture shows: one bar for each row, in parts of one kind each. */
export interface ChartData {
  /** Names of the rows: periods, or what is ranked. */
  rows: readonly string[]
  /** Names of the kinds. */
  kinds: readonly string[]
  /** By row, then by kind. */
  values: readonly (readonly number[])[]
  /** Lying bars read better where names are long. */
  lying: boolean
}

/** Told apart by those who see no colours as well; in grey, and on paper, the patterns tell them apart. */
const palette = {
  light: ['#1f6f8b', '#e0a526', '#8c1c3f', '#5a7d2a', '#6a4c93'],
  dark: ['#6cc3de', '#f2c14e', '#e58aa5', '#a9cf6b', '#b79be0'],
}

/** How a picture is drawn: for light or dark surroundings, for a wide or a narrow screen, with numbers as in a language. */
export interface ChartLook {
  theme: 'light' | 'dark'
  width: 'wide' | 'narrow'
  language: string
}

/** The size of a picture in pixels, for a page that keeps its place. */
export const chartSize = ({ rows, lying }: Pick<ChartData, 'rows' | 'lying'>, width: ChartLook['width'] = 'wide') => ({
  width: width === 'wide' ? 860 : 380,
  height: lying ? Math.max(120, 40 + rows.length * 28) : width === 'wide' ? 320 : 300,
})

/** A picture as SVG; its words stand in it as text. */
export async function renderChart(
  { rows, kinds, values, lying }: ChartData,
  { theme, width, language }: ChartLook,
): Promise<string> {
  // Loaded when the first picture is asked for: nothing else needs it.
  const [{ init, use }, { BarChart }, components, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  use([BarChart, components.GridComponent, components.LegendComponent, components.AriaComponent, SVGRenderer])
  const ink = theme === 'dark' ? '#d9dee7' : '#2d3138'
  const faint = theme === 'dark' ? '#4a5263' : '#d5d9e0'
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...chartSize({ rows, lying }, width) })
  const names = {
    type: 'category' as const,
    data: [...rows],
    inverse: lying,
    axisLabel: { color: ink, fontSize: 13, hideOverlap: !lying, interval: lying ? 0 : ('auto' as const) },
    axisLine: { lineStyle: { color: faint } },
    axisTick: { show: false },
  }
  const amounts = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { color: ink, fontSize: 13, formatter: (value: number) => value.toLocaleString(language) },
    splitLine: { lineStyle: { color: faint } },
  }
  chart.setOption({
    animation: false,
    backgroundColor: 'transparent',
    color: palette[theme],
    textStyle: { fontFamily: 'system-ui, sans-serif', color: ink },
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: kinds.length > 1 },
    },
    legend: {
      show: kinds.length > 1,
      top: 0,
      left: 0,
      textStyle: { color: ink, fontSize: 13 },
      itemWidth: 22,
      itemHeight: 14,
    },
    grid: {
      left: 8,
      right: 24,
      bottom: 8,
      top: kinds.length > 1 ? 40 : 12,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: lying ? amounts : names,
    yAxis: lying ? names : amounts,
    series: kinds.map((name, kind) => ({
      name,
      type: 'bar' as const,
      stack: 'all',
      barMaxWidth: 44,
      itemStyle: { borderColor: theme === 'dark' ? '#11151c' : '#ffffff', borderWidth: 1 },
      ...(kinds.length === 1 && lying
        ? { label: { show: true, position: 'right' as const, color: ink, fontSize: 13 } }
        : {}),
      data: values.map((row) => row[kind] ?? 0),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
