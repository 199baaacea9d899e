/* SPDX-License-Identifier: MIT */
/* Functions of the ESP32's pins (signals of its technical reference manual, "GPIO matrix"). SPI2 is HSPI, SPI3 is VSPI. */
#ifndef DT_BINDINGS_PINCTRL_ESP32_PINCTRL_H
#define DT_BINDINGS_PINCTRL_ESP32_PINCTRL_H

#include "esp-pinctrl.h"

#define I2C0_SCL(pin) ESP_BOTH(pin, 29)
#define I2C0_SDA(pin) ESP_BOTH(pin, 30)
#define I2C1_SCL(pin) ESP_BOTH(pin, 95)
#define I2C1_SDA(pin) ESP_BOTH(pin, 96)

#define SPI2_SCLK(pin) ESP_OUT(pin, 8)
#define SPI2_MISO(pin) ESP_IN(pin, 9)
#define SPI2_MOSI(pin) ESP_OUT(pin, 10)
#define SPI3_SCLK(pin) ESP_OUT(pin, 63)
#define SPI3_MISO(pin) ESP_IN(pin, 64)
#define SPI3_MOSI(pin) ESP_OUT(pin, 65)

/* Channels of the LED controller: 0 to 7 high speed, 8 to 15 low speed. */
#define LEDC_CHANNEL(pin, channel) ESP_OUT(pin, 71 + (channel))

#endif
