/** Owns the start of the customer display: a page of its own that only reads, with its own line to main. */
import "@fontsource-variable/inter/wght.css";
import "../theme/tokens.css";
import "./display.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startTexts } from "../texts/i18n.ts";
import { connectTo } from "../transport/connect.ts";
import { CustomerDisplay } from "./CustomerDisplay.tsx";

const start = async (): Promise<void> => {
  const root = document.querySelector("#root");
  if (root === null) {
    throw new Error("The page has no root element");
  }
  await startTexts("en");
  createRoot(root).render(
    <StrictMode>
      <CustomerDisplay client={connectTo("/display")} />
    </StrictMode>,
  );
};

void start();
