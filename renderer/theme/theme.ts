/**
 * Owns how the component library looks here: one brand green, Inter, calm radii. Colours come from tokens.css where
 * a component has its own; the library's dark and light surfaces are mapped to the same tokens.
 */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#e6f0ed",
  "#cfe3dc",
  "#a5cdc0",
  "#78b5a2",
  "#4f9f88",
  "#2d8a71",
  "#17826b",
  "#0b6b57",
  "#085443",
  "#053d31",
];

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 6 },
  colors: { brand },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // The page itself never scrolls, and the library's scroll lock inserts a style that the page's policy refuses.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        closeOnEscape: false,
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
  },
});

const surfaces = {
  "--mantine-color-body": "var(--tw-card)",
  "--mantine-color-text": "var(--tw-ink)",
  "--mantine-color-dimmed": "var(--tw-soft)",
  "--mantine-color-default": "var(--tw-card)",
  "--mantine-color-default-border": "var(--tw-line)",
};

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces,
  dark: surfaces,
});
