using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// The numbers by which nanoFramework's libraries know what a tree names by node and cell, one class per family of chips. A number of -1 means that the libraries
    /// do not have it.
    /// </summary>
    public abstract class BoardNumbering
    {
        /// <summary>The number for what the libraries do not have.</summary>
        public const int None = -1;

        /// <summary>Compatibles of the nodes that hold pins, or whose children do.</summary>
        public abstract string[] PinCompatibles { get; }

        /// <summary>Compatibles of I2C buses.</summary>
        public abstract string[] I2cCompatibles { get; }

        /// <summary>Compatibles of SPI buses.</summary>
        public abstract string[] SpiCompatibles { get; }

        /// <summary>Compatibles of PWM controllers, or of nodes whose children are some.</summary>
        public abstract string[] PwmCompatibles { get; }

        /// <summary>Compatibles of converters, or of nodes whose children are some.</summary>
        public abstract string[] AdcCompatibles { get; }

        /// <summary>Number of a controller's first pin; the others follow it.</summary>
        public abstract int FirstPin(TreeNode controller);

        /// <summary>Number of a controller's pins.</summary>
        public abstract int PinCount(TreeNode controller);

        /// <summary>Bus id for I2cConnectionSettings.</summary>
        public abstract int I2cBus(TreeNode bus);

        /// <summary>Bus id for SpiConnectionSettings.</summary>
        public abstract int SpiBus(TreeNode bus);

        /// <summary>Number of a controller's PWM channels.</summary>
        public abstract int PwmChannelCount(TreeNode controller);

        /// <summary>Pin of a PWM channel, which PwmChannel.CreateFromPin takes: one of those in the controller's "pinctrl-0".</summary>
        public abstract int PwmPin(TreeNode controller, int channel);

        /// <summary>Number of a converter's inputs.</summary>
        public abstract int AdcChannelCount(TreeNode converter);

        /// <summary>Channel for AdcController.OpenChannel.</summary>
        public abstract int AdcChannel(TreeNode converter, int input);

        /// <summary>Address of the node's registers as the node says it, without the buses above.</summary>
        protected static uint AddressOf(TreeNode node)
        {
            uint[] reg = node.Cells("reg");
            if (reg.Length == 0) { throw node.Error("reg", "an address"); }
            return reg[0];
        }
    }
}
