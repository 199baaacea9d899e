/* SPDX-License-Identifier: MIT */
/*
 * Clocks and resets of the STM32F4 and F7 that our trees name: bits of the enable and reset registers, in one number. Among clocks,
 * AHB1 begins at 0, APB1 at 0x80, APB2 at 0xa0; among resets, APB1 at 0x100 (reference manuals RM0090 and RM0410, RCC).
 */
#ifndef DT_BINDINGS_MFD_STM32F4_RCC_H
#define DT_BINDINGS_MFD_STM32F4_RCC_H

/* GPIO port 0 is A. */
#define STM32_GPIO_CLOCK(port) (port)

#define STM32_TIM3_CLOCK 0x81
#define STM32_TIM4_CLOCK 0x82
#define STM32_TIM5_CLOCK 0x83
#define STM32_SPI2_CLOCK 0x8e
#define STM32_SPI3_CLOCK 0x8f
#define STM32_I2C1_CLOCK 0x95
#define STM32_I2C2_CLOCK 0x96
#define STM32_I2C3_CLOCK 0x97
#define STM32_I2C4_CLOCK 0x98

#define STM32_TIM1_CLOCK   0xa0
#define STM32_TIM8_CLOCK   0xa1
#define STM32_ADC1_CLOCK   0xa8
#define STM32_ADC3_CLOCK   0xaa
#define STM32_SPI1_CLOCK   0xac
#define STM32_SPI4_CLOCK   0xad
#define STM32_SYSCFG_CLOCK 0xae
#define STM32_TIM9_CLOCK   0xb0
#define STM32_SPI5_CLOCK   0xb4
#define STM32_SPI6_CLOCK   0xb5

#define STM32_I2C1_RESET 0x115
#define STM32_I2C2_RESET 0x116
#define STM32_I2C3_RESET 0x117
#define STM32_I2C4_RESET 0x118

#endif
