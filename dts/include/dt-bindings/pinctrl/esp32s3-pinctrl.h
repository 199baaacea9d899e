/* SPDX-License-Identifier: MIT */
/* Functions of the ESP32-S3's pins (signals of its technical reference manual, "GPIO matrix"). SPI2 is FSPI. */
#ifndef DT_BINDINGS_PINCTRL_ESP32S3_PINCTRL_H
#define DT_BINDINGS_PINCTRL_ESP32S3_PINCTRL_H

#include "esp-pinctrl.h"

#define I2C0_SCL(pin) ESP_BOTH(pin, 89)
#define I2C0_SDA(pin) ESP_BOTH(pin, 90)
#define I2C1_SCL(pin) ESP_BOTH(pin, 91)
#define I2C1_SDA(pin) ESP_BOTH(pin, 92)

#define SPI2_SCLK(pin) ESP_OUT(pin, 101)
#define SPI2_MISO(pin) ESP_IN(pin, 102)
#define SPI2_MOSI(pin) ESP_OUT(pin, 103)
#define SPI3_SCLK(pin) ESP_OUT(pin, 66)
#define SPI3_MISO(pin) ESP_IN(pin, 67)
#define SPI3_MOSI(pin) ESP_OUT(pin, 68)

/* Channels of the LED controller: 0 to 7, all low speed. */
#define LEDC_CHANNEL(pin, channel) ESP_OUT(pin, 73 + (channel))

#endif
