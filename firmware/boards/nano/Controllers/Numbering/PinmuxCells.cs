using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The cells of "pinmux" in the groups that a device's "pinctrl-0" names, in the order of the tree.</summary>
    public static class PinmuxCells
    {
        private const int MaxCells = 64;

        /// <summary>Cells of a device's default state; none if it has no state.</summary>
        public static uint[] Of(TreeNode device)
        {
            uint[] cells = new uint[MaxCells];
            int count = 0;
            PhandleList states = new PhandleList(device, "pinctrl-0", null);
            while (states.Next())
            {
                if (states.Supplier != FlattenedTree.None) { count = Add(new TreeNode(device.Tree, states.Supplier), cells, count); }
            }
            return Cut(cells, count);
        }

        /// <summary>Cells of one state: the groups are the node's children.</summary>
        public static uint[] OfState(TreeNode state)
        {
            uint[] cells = new uint[MaxCells];
            return Cut(cells, Add(state, cells, 0));
        }

        private static int Add(TreeNode state, uint[] cells, int count)
        {
            TreeNode[] groups = state.Children();
            for (int i = 0; i < groups.Length; i++)
            {
                uint[] pins = groups[i].Cells("pinmux");
                if (count + pins.Length > MaxCells) { throw groups[i].Error("pinmux", "at most " + MaxCells.ToString() + " pins in a state"); }
                for (int j = 0; j < pins.Length; j++) { cells[count++] = pins[j]; }
            }
            return count;
        }

        private static uint[] Cut(uint[] cells, int count)
        {
            uint[] cut = new uint[count];
            for (int i = 0; i < count; i++) { cut[i] = cells[i]; }
            return cut;
        }
    }
}
