package io.confab.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Themes, density, widths, languages. */
class PageLooksIT {

    @RegisterExtension
    static final PageSetup confab = new PageSetup();

    @Test
    void remembersThemeAndDensityFromTheFirstFrameOn() {
        Tab ann = confab.member("ann likes it dark");
        String light = background(ann);
        ann.press("Control+,");
        ann.field("Theme").selectOption("dark");
        ann.field("Density").selectOption("compact");
        assertThat(background(ann)).isNotEqualTo(light);
        ann.page().reload();
        assertThat(ann.page().locator("html")).hasAttribute("data-theme", "dark");
        assertThat(ann.page().locator("html")).hasAttribute("data-density", "compact");
        ann.awaitLive();
    }

    @Test
    void speaksAnotherLanguageWithoutReloadAndMirrorsItself() {
        Tab ann = confab.member("ann reads arabic");
        ann.page().evaluate("() => { window.sameDocument = true; }");
        ann.composer().fill("kept");
        double left = ann.page().locator(".sidebar").boundingBox().x;
        ann.press("Control+,");
        ann.field("Language").selectOption("de");
        assertThat(ann.dialog().locator("h2")).hasText("Einstellungen");
        ann.field("Sprache").selectOption("ar");
        assertThat(ann.page().locator("html")).hasAttribute("dir", "rtl");
        assertThat(ann.page().locator("html")).hasAttribute("lang", "ar");
        ann.press("Escape");
        assertThat(ann.page().locator(".sidebar").boundingBox().x).isGreaterThan(left);
        assertThat(ann.composer()).hasValue("kept");
        assertThat(ann.page().evaluate("() => window.sameDocument")).isEqualTo(true);
        ann.say("still works");
        ann.awaitSent("still works");
        ann.page().reload();
        ann.awaitLive();
        assertThat(ann.page().locator("html")).hasAttribute("dir", "rtl");
    }

    @Test
    void greetsInTheLanguageOfTheBrowser() {
        Tab visitor = confab.visitor(new Browser.NewContextOptions().setLocale("de-AT"));
        assertThat(visitor.heading()).hasText("Willkommen zurück");
        visitor.button("English").click();
        assertThat(visitor.heading()).hasText("Welcome back");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyLanguageHasEveryTextWithItsPlacesAndPlurals() {
        Tab visitor = confab.visitor();
        Map<String, Object> found = (Map<String, Object>) visitor.page().evaluate("""
                        async () => {
                          const catalogues = {};
                          for (const code of ['en', 'de', 'ar']) catalogues[code] = (await import(`/js/text/${code}.js`))[code];
                          const places = text => JSON.stringify([...new Set(JSON.stringify(text).match(/\\{\\w+\\}/g) ?? [])].sort());
                          const faults = [];
                          for (const [code, texts] of Object.entries(catalogues)) {
                            const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
                            for (const [key, text] of Object.entries(catalogues.en)) {
                              if (!(key in texts)) faults.push(`${code} has no ${key}`);
                              else if (typeof text === 'object' && forms.some(form => !texts[key][form])) faults.push(`${code} ${key}: a plural is missing`);
                              else if (places(texts[key]) !== places(text)) faults.push(`${code} ${key}: other places`);
                            }
                          }
                          return { faults: faults.join(), texts: Object.keys(catalogues.en).length };
                        }""");
        assertThat(found.get("faults")).isEqualTo("");
        assertThat((Integer) found.get("texts")).isGreaterThan(200);
    }

    @Test
    void columnsAreAsWideAsOneWants() {
        Tab ann = confab.member("ann likes it wide");
        Locator border = ann.page().getByLabel("Width of the list");
        double before = ann.page().locator(".sidebar").boundingBox().width;
        border.focus();
        ann.press("ArrowRight", "ArrowRight");
        assertThat(border).hasAttribute("aria-valuenow", Integer.toString((int) before + 32));
        assertThat(ann.page().locator(".sidebar").boundingBox().width).isEqualTo(before + 32);
        ann.page().reload();
        ann.awaitLive();
        assertThat(ann.page().locator(".sidebar").boundingBox().width).isEqualTo(before + 32);
    }

    @Test
    void nothingIsLostAtTwiceTheSizeOrInTheColoursOfTheSystem() {
        Tab ann = confab.member(
                "ann sees little",
                new Browser.NewContextOptions()
                        .setViewportSize(640, 400)
                        .setForcedColors(ForcedColors.ACTIVE)
                        .setReducedMotion(ReducedMotion.REDUCE),
                "/g/general");
        assertThat(ann.composer()).isInViewport();
        assertThat(ann.button("Send")).isInViewport();
        assertThat((Integer) ann.page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .isZero();
        assertThat(ann.page()
                        .evaluate("() => document.getAnimations().filter(one => one.playState === 'running').length"))
                .isEqualTo(0);
    }

    private static String background(Tab tab) {
        return (String) tab.page().evaluate("() => getComputedStyle(document.body).backgroundColor");
    }
}
