/** The editions of the tests, each replaced by the next of its title, but the last. */
export const editions = [
  { title: 'Guide', year: 2024 },
  { title: 'Guide', year: 2025 },
  { title: 'Guide', year: 2026 },
  { title: 'Carte', year: 2026 },
]
