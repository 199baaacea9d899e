/* SPDX-License-Identifier: MIT */
/* Pins of the RP2040 in "pinmux", as Zephyr packs them: the GPIO number from bit 5 on, below it the function (data sheet, table of GPIO functions). */
#ifndef DT_BINDINGS_PINCTRL_RP2040_PINCTRL_H
#define DT_BINDINGS_PINCTRL_RP2040_PINCTRL_H

#define RP2040_PINMUX(pin, function) (((pin) << 5) | (function))

#define RP2040_SPI(pin)    RP2040_PINMUX(pin, 1)
#define RP2040_I2C(pin)    RP2040_PINMUX(pin, 3)
#define RP2040_PWM(pin)    RP2040_PINMUX(pin, 4)
#define RP2040_ANALOG(pin) RP2040_PINMUX(pin, 0xf)

#endif
